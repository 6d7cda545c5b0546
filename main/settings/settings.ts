// What the person chose: checked on reading, told on change.
import { z } from "zod";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { Settings } from "../../preload/contract/settings.ts";
import type { SettingsChange } from "../../preload/contract/settings.ts";
import { AppError } from "../../preload/contract/errors.ts";
import { shownHost } from "../network/shown-host.ts";
import type { SettingsFile } from "../ports.ts";

/** The settings service. */
export interface SettingsService {
  get(): Settings;
  /** What is left out of `change` stays. @throws AppError `TUNNEL_HOST_INVALID` when its address holds a user or password */
  change(change: SettingsChange): Settings;
  /** Remembers which workspace is in front. */
  activate(workspace: WorkspaceId): Settings;
  /**
   * Takes the tunnel that an option or a call names: it counts until another is chosen or the run ends. It is not stored,
   * unless the person changes a part of it: the rest is then theirs, too.
   * @throws AppError `TUNNEL_HOST_INVALID` when its address holds a user or password
   */
  nameTunnel(tunnel: Settings["tunnel"]): Settings;
}

/** What {@link createSettings} works with. */
export interface SettingsParts {
  readonly file: SettingsFile;
  /** Called after each change that changed something. */
  readonly onChange: (settings: Settings) => void;
}

/** Reads the file once; from then on this service is the only one that writes it. */
export function createSettings({ file, onChange }: SettingsParts): SettingsService {
  let stored = readSettings(file.read());
  /** null = the stored one counts. */
  let namedTunnel: Settings["tunnel"] | null = null;
  let current = stored;

  function replace(next: Settings, named: typeof namedTunnel): Settings {
    // The file first: what could not be kept is not announced as if it were.
    if (!isSame(next, stored)) {
      file.write(next);
      stored = next;
    }
    namedTunnel = named;
    const inForce = named === null ? stored : { ...stored, tunnel: named };
    if (isSame(inForce, current)) return current;
    current = inForce;
    onChange(current);
    return current;
  }

  return {
    get: () => current,
    change(change) {
      // One that an older version kept must not stand in the way of another choice.
      const host = change.tunnel?.host;
      if (host !== undefined && host !== current.tunnel.host) refuseLogin(host);
      const wanted = Settings.parse(merge(current, change));
      // A form hands back what it showed: only another tunnel is a choice of the person's own.
      return isSame(wanted.tunnel, current.tunnel)
        ? replace({ ...wanted, tunnel: stored.tunnel }, namedTunnel)
        : replace(wanted, null);
    },
    activate: (workspace) => replace({ ...stored, activeWorkspace: workspace }, namedTunnel),
    nameTunnel({ host, subdomain }) {
      refuseLogin(host);
      return replace(stored, { host, subdomain });
    },
  };
}

/** Settings are shown and stored as they are, so no password may get into them. No address that is taken has an `@`. */
function refuseLogin(host: string): void {
  if (host.includes("@")) throw new AppError("TUNNEL_HOST_INVALID", { host: shownHost(host) });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Settings from anything: a value that is not valid becomes its default, and the others are kept. */
export function readSettings(stored: unknown): Settings {
  return Settings.parse(keepValid(Settings, stored));
}

/** What stands in the file and is not taken, by name ("webhooks.bodyLimit"). Names that nobody knows may be a later version's. */
export function namesNotTaken(stored: unknown): readonly string[] {
  return isRecord(stored) ? notTaken(Settings, stored, "") : [];
}

function notTaken(schema: z.ZodObject, stored: Record<string, unknown>, prefix: string): string[] {
  return Object.entries(schema.shape).flatMap(([name, field]) => {
    if (!Object.hasOwn(stored, name)) return [];
    const [value, group] = [stored[name], groupOf(field)];
    if (group !== null && isRecord(value)) return notTaken(group, value, `${prefix}${name}.`);
    return group === null && z.safeParse(field, value).success ? [] : [prefix + name];
  });
}

// Field by field, into nested groups: one bad value must not cost its neighbours.
function keepValid(schema: z.ZodObject, stored: unknown): Record<string, unknown> {
  if (!isRecord(stored)) return {};
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    if (!Object.hasOwn(stored, name)) continue;
    const group = groupOf(field);
    if (group !== null) kept[name] = keepValid(group, stored[name]);
    else if (z.safeParse(field, stored[name]).success) kept[name] = stored[name];
  }
  return kept;
}

function groupOf(field: z.core.$ZodType): z.ZodObject | null {
  const inner = field instanceof z.ZodPrefault ? field.unwrap() : field;
  return inner instanceof z.ZodObject ? inner : null;
}

function merge(current: Settings, change: SettingsChange): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) continue;
    const before = merged[name];
    merged[name] = isRecord(value) && isRecord(before) ? { ...before, ...defined(value) } : value;
  }
  return merged;
}

function defined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
