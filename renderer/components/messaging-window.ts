// The 24-hour window of Messenger: is it open for this person, and for how long.
import { MESSAGING_WINDOW_MS } from "../../preload/contract/conversation.ts";
import { findMessageTag, HUMAN_AGENT_WINDOW_MS } from "../../preload/contract/message-tags.ts";
import type { ReplyDraft } from "../../preload/contract/reply.ts";
import { formatSpan } from "./format.ts";

/** Ticks of the meter, one an hour. */
export const WINDOW_TICKS = 24;

const HOUR_MS = MESSAGING_WINDOW_MS / WINDOW_TICKS;

/** The window of one person at one moment. */
export interface MessagingWindow {
  /** `last-hour` is open too; `never` = the person has not written to the Page. */
  readonly state: "open" | "last-hour" | "closed" | "never";
  /** Whole and part hours left, 0 to 24: how many ticks of the meter are lit. */
  readonly hoursLeft: number;
  /** Left of the meter, e.g. "24-hour window open". */
  readonly label: string;
  /** Right of the meter, e.g. "23 h 58 min left"; empty when nothing is left to say. */
  readonly remark: string;
}

/**
 * Works out the window from the person's last message.
 * @param lastInboundAt epoch ms; null = the person never wrote
 */
export function describeWindow(lastInboundAt: number | null, now: number): MessagingWindow {
  if (lastInboundAt === null) {
    return { state: "never", hoursLeft: 0, label: "24-hour window never opened", remark: "" };
  }
  const left = Math.min(lastInboundAt + MESSAGING_WINDOW_MS - now, MESSAGING_WINDOW_MS);
  if (left <= 0) {
    return {
      state: "closed",
      hoursLeft: 0,
      label: `Closed ${formatSpan(-left)} ago`,
      remark: isPastTags(lastInboundAt, now) ? "No tag reaches this person" : "Needs a message tag",
    };
  }
  // The window is called by its hours, so a whole one is not "1 d".
  const remark = left === MESSAGING_WINDOW_MS ? `${WINDOW_TICKS}\u00a0h left` : `${formatSpan(left)} left`;
  const hoursLeft = left / HOUR_MS;
  if (left <= HOUR_MS) return { state: "last-hour", hoursLeft, label: "24-hour window closes soon", remark };
  return { state: "open", hoursLeft, label: "24-hour window open", remark };
}

/** The same in one sentence, for the meter's accessible name. */
export function windowSentence(window: MessagingWindow): string {
  switch (window.state) {
    case "never":
      return "This person has not written to the Page.";
    case "closed":
      return `The 24-hour window is closed. ${window.label}. ${window.remark}.`;
    case "open":
    case "last-hour":
      return `The 24-hour window is open, ${window.remark}.`;
  }
}

/** A few words for a list of people. */
export function windowWord(window: MessagingWindow): string {
  switch (window.state) {
    case "never":
      return "Never wrote";
    case "closed":
      return "Window closed";
    case "last-hour":
      return window.remark;
    case "open":
      return `${Math.floor(window.hoursLeft)} h left`;
  }
}

/** What there is to say of the window before a message is sent; null inside of it. */
export interface WindowNotice {
  readonly text: string;
  /** Messenger refuses the message. */
  readonly isRefused: boolean;
}

/** What the composer says of the window: inside of it nothing, after it what a tag may still do. */
export function windowNotice(
  lastInboundAt: number | null,
  now: number,
  { category, tag }: Pick<ReplyDraft, "category" | "tag">,
): WindowNotice | null {
  switch (describeWindow(lastInboundAt, now).state) {
    case "never":
      return {
        text: "This person has not written to the Page. Messenger refuses a message until they do. Send anyway to see the rejection.",
        isRefused: true,
      };
    case "closed": {
      const tagged = category === "message_tag" && findMessageTag(tag ?? "")?.state === "valid";
      const wroteAt = lastInboundAt ?? 0;
      if (tagged) return tagNotice(wroteAt + HUMAN_AGENT_WINDOW_MS - now);
      return isPastTags(wroteAt, now) ? pastTagsNotice : closedNotice;
    }
    case "open":
    case "last-hour":
      return null;
  }
}

const closedNotice: WindowNotice = {
  text: "The 24-hour window is closed. Messenger refuses a message without a tag until the person writes. Send anyway to see the rejection.",
  isRefused: true,
};

const pastTagsNotice: WindowNotice = {
  text: "The 24-hour window is closed, and no tag reaches further than 7 days. Messenger refuses a message until the person writes. Send anyway to see the rejection.",
  isRefused: true,
};

function isPastTags(wroteAt: number, now: number): boolean {
  return now >= wroteAt + HUMAN_AGENT_WINDOW_MS;
}

function tagNotice(leftMs: number): WindowNotice {
  return leftMs > 0
    ? { text: `HUMAN_AGENT reaches this person for ${formatSpan(leftMs)} more.`, isRefused: false }
    : {
        text: `The 7 days of HUMAN_AGENT ended ${formatSpan(-leftMs)} ago. Send anyway to see the rejection.`,
        isRefused: true,
      };
}
