// Judges the times in a token: when it was issued, until when and from when on it is valid.
import { formatCount } from "../../preload/contract/format-count.ts";
import {
  JWT_DEFAULT_LIFETIME_SECONDS,
  JWT_MAX_LIFETIME_SECONDS,
  JWT_MIN_LIFETIME_SECONDS,
  type JwtFinding,
} from "../../preload/contract/jwt.ts";

type Claims = Readonly<Record<string, unknown>>;
type TimeCheck = "iat" | "exp" | "nbf";

/** Difference between two clocks that is no cause for alarm. */
const CLOCK_TOLERANCE_SECONDS = 60;
/** Larger numbers than this are milliseconds given as seconds: the year 5138. */
const LARGEST_SECONDS = 1e11;

/** One finding for `iat` and `exp` each, and one for `nbf` where there is one. `now` in epoch seconds. */
export function judgeTimes(claims: Claims, now: number): readonly JwtFinding[] {
  return [judgeIssue(claims, now), judgeEnd(claims, now), ...judgeStart(claims, now)];
}

function judgeIssue({ iat }: Claims, now: number): JwtFinding {
  if (iat === undefined) return refused("iat", "It has no iat, which Vonage demands.");
  if (!isSeconds(iat)) return refused("iat", notSeconds("iat", iat));
  if (iat > now + CLOCK_TOLERANCE_SECONDS) {
    return refused(
      "iat",
      `It was issued ${spell(iat - now)} from now, ${momentOf(iat)}: a clock is off, here or where it was made.`,
    );
  }
  if (iat > now) return doubtful("iat", `It was issued ${spell(iat - now)} from now: the clocks differ.`);
  return good("iat", `Issued ${spell(now - iat)} ago, ${momentOf(iat)}.`);
}

function judgeEnd({ iat, exp }: Claims, now: number): JwtFinding {
  if (exp !== undefined && !isSeconds(exp)) return refused("exp", notSeconds("exp", exp));
  const issued = isSeconds(iat) ? iat : null;
  if (exp === undefined) return judgeWithoutEnd(issued, now);
  if (exp <= now) return refused("exp", `It expired ${spell(now - exp)} ago, ${momentOf(exp)}.`);
  if (issued === null) return good("exp", `Valid for ${spell(exp - now)} more, until ${momentOf(exp)}.`);
  if (now - issued >= JWT_MAX_LIFETIME_SECONDS) {
    return refused("exp", "It was issued more than 24 h ago, which ends it whatever exp says.");
  }
  if (exp - issued > JWT_MAX_LIFETIME_SECONDS) {
    return doubtful("exp", "Its exp is more than 24 h after iat; only 24 h are honoured.");
  }
  if (exp - issued < JWT_MIN_LIFETIME_SECONDS) {
    return refused("exp", "Its life is shorter than the 30 s that Vonage demands.");
  }
  return good("exp", `Valid for ${spell(exp - now)} more, until ${momentOf(exp)}.`);
}

function judgeWithoutEnd(issued: number | null, now: number): JwtFinding {
  if (issued === null) return refused("exp", "It has neither exp nor a usable iat.");
  const end = issued + JWT_DEFAULT_LIFETIME_SECONDS;
  return end <= now
    ? refused("exp", `Without exp Vonage counts 15 min from iat: they ended ${spell(now - end)} ago.`)
    : good("exp", `Without exp Vonage counts 15 min from iat: ${spell(end - now)} more.`);
}

function judgeStart({ nbf }: Claims, now: number): readonly JwtFinding[] {
  if (nbf === undefined) return [];
  if (!isSeconds(nbf)) return [refused("nbf", notSeconds("nbf", nbf))];
  if (nbf > now) return [refused("nbf", `It becomes valid only in ${spell(nbf - now)}, ${momentOf(nbf)}.`)];
  return [good("nbf", `Valid since ${spell(now - nbf)}.`)];
}

function good(check: TimeCheck, text: string): JwtFinding {
  return { check, verdict: "good", text };
}

function doubtful(check: TimeCheck, text: string): JwtFinding {
  return { check, verdict: "doubtful", text };
}

function refused(check: TimeCheck, text: string): JwtFinding {
  return { check, verdict: "refused", text };
}

function isSeconds(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 && value < LARGEST_SECONDS;
}

function notSeconds(name: string, value: unknown): string {
  const isMilliseconds = typeof value === "number" && value >= LARGEST_SECONDS;
  return isMilliseconds
    ? `Its ${name} looks like milliseconds; a JWT counts seconds.`
    : `Its ${name} is not a number of seconds.`;
}

function momentOf(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

function spell(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole} s`;
  if (whole < 7_200) return `${Math.floor(whole / 60)} min`;
  if (whole < 172_800) return `${Math.floor(whole / 3_600)} h`;
  return `${formatCount(Math.floor(whole / 86_400))} days`;
}
