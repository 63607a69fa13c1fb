import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqlite } from "#registry/storage/sqlite/open-sqlite.ts";
import type { Storage } from "#registry/storage/storage.ts";

/** The registry's disk: a real SQLite file, which can be copied away and put back. */
export class Database {
  readonly #folder = mkdtempSync(join(existsSync(RAM) ? RAM : tmpdir(), "world-"));
  #storage: Storage;

  constructor() {
    this.#storage = openSqlite(this.#file("db"));
  }

  /** What is on the disk now, asked past all faults. */
  get storage(): Storage {
    return this.#storage;
  }

  /** Closes the file and opens it again, as a process that starts anew does. */
  async reopen(): Promise<Storage> {
    await this.#storage.close();
    this.#storage = openSqlite(this.#file("db"));
    return this.#storage;
  }

  /** Copies everything away as it is now. */
  async backup(name: string): Promise<void> {
    await this.reopen();
    copyFileSync(this.#file("db"), this.#file(name));
  }

  async restore(name: string): Promise<void> {
    await this.#storage.close();
    for (const suffix of ["-wal", "-shm"]) rmSync(this.#file("db") + suffix, { force: true });
    copyFileSync(this.#file(name), this.#file("db"));
    this.#storage = openSqlite(this.#file("db"));
  }

  async remove(): Promise<void> {
    await this.#storage.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }
}

/** A run makes thousands of small transactions, and what an fsync promises is played here, not measured. */
const RAM = "/dev/shm";
