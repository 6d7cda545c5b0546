// What a step of the checklist offers of secrets. The checklist belongs to another feature, so the shell brings the two together.
import type { SecretAction } from "../../../preload/contract/linking.ts";
import { CopyApiSecret } from "./copy-api-secret.tsx";
import { CopyFreshJwt, OpenWithJwt } from "./copy-fresh-jwt.tsx";

interface SecretActionButtonProps {
  readonly action: SecretAction;
  readonly variant: "filled" | "default";
}

/** The button of one such action. */
export function SecretActionButton({ action, variant }: SecretActionButtonProps) {
  switch (action.kind) {
    case "copy-jwt":
      return <CopyFreshJwt label={action.label} variant={variant} />;
    case "open-with-jwt":
      return <OpenWithJwt label={action.label} variant={variant} url={action.url} />;
    case "copy-api-secret":
      return <CopyApiSecret label={action.label} variant={variant} />;
    default:
      return action satisfies never;
  }
}
