import init from "./migrations/0000_init.sql" with { type: "text" };
import access from "./migrations/0001_access.sql" with { type: "text" };
import unit from "./migrations/0002_unit.sql" with { type: "text" };
import history from "./migrations/0003_history.sql" with { type: "text" };

/** One step of the schema: drizzle-kit's name for it, and its statements. */
export interface Migration {
  readonly tag: string;
  readonly text: string;
}

/** Every migration, oldest first, as drizzle-kit's journal lists them; a test compares the two. */
export function listMigrations(): readonly Migration[] {
  return [
    { tag: "0000_init", text: init },
    { tag: "0001_access", text: access },
    { tag: "0002_unit", text: unit },
    { tag: "0003_history", text: history },
  ];
}
