import { storageContract } from "#tests/contracts/storage.ts";
import { openSqliteUnderTest } from "./sqlite-file.ts";

storageContract("sqlite", openSqliteUnderTest);
