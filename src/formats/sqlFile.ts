import type { SqlJsStatic } from 'sql.js';

let sqlFile: string | undefined;
let loading: Promise<SqlJsStatic> | undefined;

/** Says where `sql-wasm-browser.wasm` is served; needed in a browser before the first {@link loadSql}, never in node. */
export function useSqlFile(url: string): void {
  sqlFile = url;
}

async function load(): Promise<SqlJsStatic> {
  const { default: initSql } = await import('sql.js');
  const file = sqlFile;
  return initSql(file === undefined ? {} : { locateFile: () => file });
}

/**
 * SQLite (WebAssembly, 0.7 MB), loaded when it is first needed and kept.
 * @throws Error when its file cannot be loaded; the next call tries again
 */
export function loadSql(): Promise<SqlJsStatic> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
