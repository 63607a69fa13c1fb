import { defineConfig } from "drizzle-kit";

/** What `bunx drizzle-kit generate` reads and writes; a test fails while a change of the schema has no migration. */
export default defineConfig({
  dialect: "sqlite",
  schema: "./registry/src/storage/sqlite/schema.ts",
  out: "./registry/src/storage/sqlite/migrations",
});
