// Copies a JWT without the page ever holding it.
import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { JwtCopy } from "./copy-jwt.ts";
import { useCopyJwt } from "./use-copy-jwt.ts";

interface SecretCopyButtonProps {
  readonly copy: Omit<JwtCopy, "workspace">;
  readonly variant?: "default" | "filled";
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** A button that copies a JWT and says how long it lives. */
export function SecretCopyButton({
  copy,
  variant = "default",
  disabled = false,
  children,
}: SecretCopyButtonProps) {
  const jwt = useCopyJwt();
  return (
    <Button
      variant={variant}
      disabled={disabled}
      // Disabled, it would lose the focus.
      aria-disabled={jwt.isCopying}
      leftSection={<IconCopy size={16} stroke={1.75} aria-hidden="true" />}
      onClick={() => {
        if (!jwt.isCopying) void jwt.copy(copy);
      }}
    >
      {children}
    </Button>
  );
}

interface SecretCopyIconProps {
  readonly copy: Omit<JwtCopy, "workspace">;
  readonly label: string;
}

/** The same as an icon, for the chip. */
export function SecretCopyIcon({ copy, label }: SecretCopyIconProps) {
  const jwt = useCopyJwt();
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={24}
        aria-label={label}
        aria-disabled={jwt.isCopying}
        onClick={() => {
          if (!jwt.isCopying) void jwt.copy(copy);
        }}
      >
        <IconCopy size={14} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
