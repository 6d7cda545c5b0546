// Keeps zod from compiling code at run time, which the content security policy forbids and would report. zod tries as soon as
// the first schema is made, so this is imported before anything that makes one.
import { z } from "zod";

z.config({ jitless: true });
