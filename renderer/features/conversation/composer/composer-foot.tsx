// The last line of the composer: as what the message is sent, its options, its request, and Send.
import { Button } from "@mantine/core";
import { IconAdjustmentsHorizontal, IconBraces } from "@tabler/icons-react";
import { memo } from "react";
import { KeyHint } from "../../../keyboard/shortcuts.tsx";
import { CategorySelect } from "./category-select.tsx";
import type { ComposerDraft } from "./composer-draft.ts";
import classes from "./composer.module.css";
import { Disclosure } from "./disclosure.tsx";
import type { ChangeDraft } from "./use-draft.ts";

interface ComposerFootProps {
  readonly category: ComposerDraft["category"];
  readonly onChange: ChangeDraft;
  readonly optionCount: number;
  readonly optionsId: string;
  readonly areOptionsOpen: boolean;
  readonly onToggleOptions: () => void;
  readonly requestId: string;
  readonly isRequestOpen: boolean;
  readonly onToggleRequest: () => void;
  readonly canSend: boolean;
  /** For the moment, Send does nothing. */
  readonly isHeld: boolean;
  readonly sendWord: "Send" | "Send anyway" | "Send for real";
  /** The key that sends. */
  readonly sendKeys: string;
}

/** Nothing of it is another with every key that is typed, so it is not drawn again then. */
export const ComposerFoot = memo(function ComposerFoot(props: ComposerFootProps) {
  const { category, onChange, optionCount, canSend, isHeld, sendWord, sendKeys } = props;
  return (
    <div className={classes.foot}>
      <CategorySelect
        category={category}
        onChange={(next) => onChange((current) => withCategory(current, next))}
      />
      <Disclosure
        label={optionCount === 0 ? "Options" : `Options, ${optionCount} set`}
        icon={IconAdjustmentsHorizontal}
        controls={props.optionsId}
        isOpen={props.areOptionsOpen}
        isMarked={optionCount > 0}
        onToggle={props.onToggleOptions}
      />
      <Disclosure
        label="Request"
        keys="mod+shift+Enter"
        icon={IconBraces}
        controls={props.requestId}
        isOpen={props.isRequestOpen}
        onToggle={props.onToggleRequest}
      />
      <Button
        type="submit"
        size="md"
        variant="filled"
        disabled={!canSend}
        aria-disabled={isHeld}
        rightSection={sendWord === "Send" ? <KeyHint keys={sendKeys} /> : undefined}
      >
        {sendWord}
      </Button>
    </div>
  );
});

/** The tag that works is chosen for the one category that has any. */
function withCategory(current: ComposerDraft, category: ComposerDraft["category"]): ComposerDraft {
  const tag = category === "message_tag" && current.tag === "" ? "HUMAN_AGENT" : current.tag;
  return { ...current, category, tag };
}
