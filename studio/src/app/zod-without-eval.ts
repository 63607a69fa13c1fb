import { config } from "zod";

// The page's policy forbids making code from text. Zod would try it as soon as the first shape is made, and be heard
// in the console: import this before anything else.
config({ jitless: true });
