// Which tunnel to open: the server, and a name to ask it for.
import { Button, TextInput } from "@mantine/core";
import { IconPlug } from "@tabler/icons-react";
import type { TunnelRequest } from "../../../preload/contract/tunnel.ts";
import { useSettings } from "../../components/use-settings.ts";
import classes from "./tunnel-pill.module.css";

interface TunnelFormProps {
  readonly isOpening: boolean;
  readonly onOpen: (request: TunnelRequest) => void;
}

/**
 * Server and subdomain of a localtunnel. What was last chosen here is kept in the settings; what an option named is shown
 * for as long as the program runs.
 */
export function TunnelForm({ isOpening, onOpen }: TunnelFormProps) {
  const [{ tunnel }, change] = useSettings();
  return (
    <form
      className={classes.form}
      aria-label="Open a tunnel"
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        const wish = { host: textOf(fields, "host"), subdomain: textOf(fields, "subdomain") };
        change({ tunnel: wish });
        onOpen({ provider: "localtunnel", ...wish });
      }}
    >
      <TextInput
        name="host"
        label="localtunnel server"
        description="A server of your own works too"
        placeholder="https://localtunnel.me"
        defaultValue={tunnel.host}
        maxLength={300}
        inputMode="url"
        autoComplete="off"
      />
      <TextInput
        name="subdomain"
        label="Subdomain"
        description="Asks for the same address each time. Leave empty for any."
        placeholder="my-bike-bot"
        defaultValue={tunnel.subdomain}
        maxLength={63}
        autoComplete="off"
      />
      <Button
        type="submit"
        variant="filled"
        disabled={isOpening}
        leftSection={<IconPlug size={16} stroke={1.75} aria-hidden="true" />}
      >
        Open tunnel
      </Button>
    </form>
  );
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value.trim() : "";
}
