import { CLIENT_FAULTS } from "./client-faults.ts";
import type { Fault } from "./fault.ts";
import { REGISTRY_FAULTS } from "./registry-faults.ts";

/** Every fault that the world has to find out. */
export const FAULTS: readonly Fault[] = [...REGISTRY_FAULTS, ...CLIENT_FAULTS];
