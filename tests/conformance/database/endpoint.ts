/** A bare `/admin` endpoint over the database, and both unmodified SDKs pointed at it by environment alone. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '../../../devtools/cloud/database';
import type { Database, IndexDeclarations } from '../../../devtools/cloud/types';
import { CloudError } from '../../../devtools/cloud/types';
import type { NodeDatabase, Plain, WxDatabase } from './sdk';

/** The open endpoint. */
export interface Endpoint {
  db: Database;
  node: NodeDatabase;
  wx: WxDatabase;
  close(): Promise<void>;
}

function serve(db: Database): Server {
  return createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { action, ...body } = JSON.parse(text) as { action: string } & Record<string, unknown>;
      const answer = (reply: Record<string, unknown>): void => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ ...reply, requestId: 'r1' }));
      };
      db.execute(action, body).then(
        ({ reply }) => answer(reply),
        (error: unknown) => {
          const code = error instanceof CloudError ? error.code : 'SYS_ERR';
          answer({ code, message: error instanceof Error ? error.message : String(error) });
        },
      );
    });
  });
}

/** Starts the endpoint on a free port; the SDKs are loaded only then, as they read the environment. */
export async function openEndpoint(indexes: IndexDeclarations, now: () => number): Promise<Endpoint> {
  const db = openDatabase({ dataDir: ':memory:', indexes, now });
  const server = serve(db);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `http://127.0.0.1:${port}/admin` }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: 'local',
    TENCENTCLOUD_SECRETID: 'x',
    TENCENTCLOUD_SECRETKEY: 'y',
    TCB_ENV: 'local',
    TCB_SOURCE: 'wx_client',
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
    SILENCE: 'true',
  });
  const node = jest.requireActual<{ init(options: Plain): { database(): NodeDatabase } }>(
    '@cloudbase/node-sdk',
  );
  const wx = jest.requireActual<{ init(options: Plain): void; database(): WxDatabase }>('wx-server-sdk');
  wx.init({ env: 'local' });
  return {
    db,
    node: node.init({ env: 'local' }).database(),
    wx: wx.database(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      db.close();
    },
  };
}
