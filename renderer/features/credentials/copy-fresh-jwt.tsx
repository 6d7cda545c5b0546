// The checklist's button: a fresh JWT, and how long the copied one still lives.
import { Button, Group, Text } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import type { JwtPreview } from "../../../preload/contract/jwt.ts";
import { useNow } from "../../components/use-now.tsx";
import { formatCountdown, readJwtLife } from "./countdown.ts";
import { useCopyJwt } from "./use-copy-jwt.ts";

/** Mints, copies and counts down, in the place where the JWT is asked for. */
export function CopyFreshJwt() {
  const jwt = useCopyJwt();
  const [copied, setCopied] = useState<JwtPreview | null>(null);
  return (
    <Group gap={8}>
      <Button
        variant="filled"
        disabled={jwt.isCopying}
        leftSection={<IconCopy size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() =>
          void jwt.copy({ form: "token", source: "mint" }).then((preview) => setCopied(preview ?? copied))
        }
      >
        Copy JWT
      </Button>
      {copied !== null && <Left preview={copied} />}
    </Group>
  );
}

function Left({ preview }: { readonly preview: JwtPreview }) {
  const life = readJwtLife(preview, useNow(1_000));
  return (
    <Text
      size="sm"
      c={life.state === "fresh" ? "dimmed" : "var(--unsigned)"}
      className="num"
      role="timer"
      aria-live="off"
    >
      {life.state === "expired"
        ? "The copied JWT has expired"
        : `copied, ${formatCountdown(life.leftMs)} left`}
    </Text>
  );
}
