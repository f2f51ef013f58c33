import type { Database, SqlValue } from 'sql.js';
import { Failure } from '../domain/failure';
import { text } from '../domain/text';
import { loadSql } from './sqlFile';

/** A name as it is written in SQL. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** All rows that a statement gives. */
export function rowsOf(database: Database, statement: string): SqlValue[][] {
  return database.exec(statement)[0]?.values ?? [];
}

/**
 * Lower-case names of the tables that hold their own rows: no views, no virtual tables, because reading these would run
 * what the file's author wrote.
 */
export function plainTables(database: Database): Set<string> {
  const masters = rowsOf(database, "SELECT name, sql FROM sqlite_master WHERE type = 'table'");
  const plain = masters.filter(([, sql]) => !/^\s*create\s+virtual\b/iu.test(String(sql)));
  return new Set(plain.map(([name]) => String(name).toLowerCase()));
}

/** The two bytes of the head that say how changes are written: 1 for a journal, 2 for a log of its own (WAL). */
const writeVersion = 18;

/** Whether changes may lie in a second file, the log, that is not here. */
export const hasOwnLog = (bytes: Uint8Array): boolean => bytes[writeVersion] === 2;

/**
 * Opens an SQLite file for reading, does something with it, and closes it.
 * @throws Failure when it is no SQLite file, is damaged or encrypted, and whatever the work throws as Failure
 */
export async function withDatabase<Result>(
  bytes: Uint8Array,
  work: (database: Database) => Result,
): Promise<Result> {
  if (String.fromCharCode(...bytes.subarray(0, 16)) !== 'SQLite format 3\0') {
    throw new Failure(
      text(
        '文件不是 SQLite 数据库：它已损坏、没有传完，或加了密；请重新导出。',
        'The file is no SQLite database: it is damaged, cut off, or encrypted; export it again.',
      ),
    );
  }
  const sql = await loadSql();
  // A file in WAL mode asks for shared memory, which there is none of; what is in the file itself reads the same.
  const plain = hasOwnLog(bytes) ? Uint8Array.from(bytes) : bytes;
  if (plain !== bytes) plain.fill(1, writeVersion, writeVersion + 2);
  let database: Database | undefined;
  try {
    database = new sql.Database(plain);
    database.run(
      'PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON',
    );
    return work(database);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(
      text(
        `数据库读不下去，文件已损坏或没有传完（${reason}）；请重新导出。`,
        `The database cannot be read; the file is damaged or cut off (${reason}); export it again.`,
      ),
      { cause },
    );
  } finally {
    database?.close();
  }
}
