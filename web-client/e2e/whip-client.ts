import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What GStreamer's ICE library wants of its UPnP library, doing nothing. */
const NO_UPNP = `
void gupnp_simple_igd_add_port(void) {}
unsigned long gupnp_simple_igd_get_type(void) { return 0; }
void gupnp_simple_igd_remove_port_local(void) {}
void *gupnp_simple_igd_thread_new(void) { return 0; }
`;

/**
 * The environment in which Debian 12's simple-whip-client runs at all: it is made with libsoup 2,
 * and the UPnP library brings libsoup 3, which ends a process that has both.
 */
export function whipClientEnvironment(): NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(tmpdir(), 'maple-whip-client-'));
  writeFileSync(join(folder, 'no-upnp.c'), NO_UPNP);
  const name = 'libgupnp-igd-1.0.so.4';
  execFileSync('gcc', ['-shared', '-fPIC', `-Wl,-soname,${name}`, '-o', name, 'no-upnp.c'], {
    cwd: folder,
  });
  return { ...process.env, LD_LIBRARY_PATH: folder };
}
