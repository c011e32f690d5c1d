import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By name: the recording the room's tests make is what `watch` looks at. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** The browser tests: one Chromium, one server, one file after another. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    environment: 'node',
    // Vitest puts its own BASE_URL, "/", into the environment of the tests.
    env: { SERVER_URL: (process.env['BASE_URL'] ?? 'http://localhost:8080').replace(/\/$/, '') },
    fileParallelism: false,
    sequence: { sequencer: ByName },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['verbose', ['junit', { outputFile: 'target/browser-report.xml' }]],
  },
});
