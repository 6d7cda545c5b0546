// Names who asks for events: a newer search of the same asker ends its older one.

/** A name that no other part of this page, and no other page, has. An address without https has no `crypto.randomUUID`. */
export function newAsker(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}
