import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './room-people';

/** coturn, where and with the secret the server under test tells its clients. */
export class Coturn {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Listens for TLS alone, so that nothing else can have carried what went through it. */
  static async start(): Promise<Coturn> {
    const port = process.env['TURN_PORT'] ?? '';
    const folder = mkdtempSync(join(tmpdir(), 'maple-coturn-'));
    const words = '-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost'.split(' ');
    execFileSync('openssl', ['req', ...words, '-keyout', 'key.pem', '-out', 'cert.pem'], {
      cwd: folder,
      stdio: 'ignore',
    });
    const coturn = spawn(
      'turnserver',
      [
        '-n',
        '--listening-ip=127.0.0.1',
        `--relay-ip=${localAddress()}`,
        `--tls-listening-port=${port}`,
        '--no-udp',
        '--no-tcp',
        '--no-dtls',
        '--no-cli',
        '--allow-loopback-peers',
        '--use-auth-secret',
        `--static-auth-secret=${process.env['TURN_SECRET'] ?? ''}`,
        '--realm=maplebridge',
        '--cert=cert.pem',
        '--pkey=key.pem',
        '--log-file=coturn.log',
        '--simple-log',
        '--pidfile=coturn.pid',
        '--userdb=turndb',
      ],
      { cwd: folder, stdio: 'ignore' },
    );
    await until(() => accepts(Number(port)), 'coturn to listen');
    return new Coturn(coturn, folder);
  }

  stop(): void {
    this.process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}

function localAddress(): string {
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => address.family === 'IPv4' && !address.internal);
  return found?.address ?? '127.0.0.1';
}
