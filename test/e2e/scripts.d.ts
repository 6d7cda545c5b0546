// What the tests use of the plain JavaScript under scripts/.
declare module "*/scripts/parts/bundle.mjs" {
  export function buildIfNeeded(write: (line: string) => void): Promise<void>;
}
