// One thing a step offers: a page or the tunnel to open, a value to copy, or a screen of ours.
import { Button } from "@mantine/core";
import { IconArrowRight, IconExternalLink } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { StepAction } from "../../../preload/contract/linking.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { OpenTunnelButton } from "./open-tunnel-button.tsx";
import { useDrawSecretButton } from "./secret-buttons.tsx";
import classes from "./step-action-button.module.css";

interface StepActionButtonProps {
  readonly action: StepAction;
  readonly isFirst: boolean;
}

/** The button of one action; the first of a step stands out. */
export function StepActionButton({ action, isFirst }: StepActionButtonProps): ReactNode {
  const drawSecretButton = useDrawSecretButton();
  const variant = isFirst ? "filled" : "default";
  switch (action.kind) {
    case "open":
      return (
        <Button
          component="a"
          href={action.url}
          data-action="open"
          target="_blank"
          rel="noreferrer"
          size="xs"
          variant={variant}
          leftSection={<IconExternalLink size={16} stroke={1.75} aria-hidden="true" />}
        >
          {action.label}
        </Button>
      );
    case "copy":
      return (
        <span data-action="copy">
          <CopyButton value={action.value} label={action.label} size="xs" />
        </span>
      );
    case "copy-jwt":
    case "open-with-jwt":
    case "copy-api-secret":
      return (
        <span className={classes.action} data-action={action.kind}>
          {drawSecretButton(action, variant)}
        </span>
      );
    case "go":
      return (
        <Button
          component="a"
          href={action.route}
          data-action="go"
          size="xs"
          variant={variant}
          leftSection={<IconArrowRight size={16} stroke={1.75} aria-hidden="true" />}
        >
          {action.label}
        </Button>
      );
    case "open-tunnel":
      return (
        <span className={classes.action} data-action="open-tunnel">
          <OpenTunnelButton variant={variant} />
        </span>
      );
    default:
      return action satisfies never;
  }
}
