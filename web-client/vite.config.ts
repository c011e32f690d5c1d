import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import vue from '@vitejs/plugin-vue';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const server = process.env['MAPLE_SERVER'] ?? 'http://127.0.0.1:8080';

/** Serves the right entry for a path without a file, as the server does in production. */
const entries: Plugin = {
  name: 'maplebridge-entries',
  configureServer(dev) {
    dev.middlewares.use((request, _response, next) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      const isPage = !/\.\w+$/.test(path) && !/^\/(api|ws|@|node_modules|src)/.test(path);
      if (isPage) {
        request.url = /^\/((j|l|room|g|s|v)\/|c$)/.test(path) ? '/join.html' : '/index.html';
      }
      next();
    });
  },
};

/** Puts a `.br` and a `.gz` twin beside every text file: compressed once, sent as it is. */
const twins: Plugin = {
  name: 'maplebridge-twins',
  apply: 'build',
  writeBundle({ dir = 'dist' }) {
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(html|js|css|svg)$/.test(name)) continue;
      const bytes = readFileSync(join(dir, name));
      const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes, { params: quality }));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    }
  },
};

export default defineConfig({
  appType: 'mpa',
  plugins: [vue(), entries, twins],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __VUE_PROD_DEVTOOLS__: false,
  },
  build: {
    // Android WebView 79 may publish but the oldest we promise is the Chromium of 2020; see the manual.
    target: ['chrome87', 'safari14.1', 'firefox91'],
    manifest: true,
    rolldownOptions: {
      input: {
        staff: fileURLToPath(new URL('index.html', import.meta.url)),
        join: fileURLToPath(new URL('join.html', import.meta.url)),
      },
    },
  },
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/ws': { target: server, ws: true },
    },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    reporters: ['default', ['junit', { outputFile: 'target/page-report.xml' }]],
  },
});
