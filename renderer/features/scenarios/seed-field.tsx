// The seed of a run: with it the same is played again with the same ids.
import { Button, TextInput } from "@mantine/core";
import { IconArrowsShuffle } from "@tabler/icons-react";
import { drawSeed, type PlayForm } from "./play-form.ts";
import classes from "./play.module.css";

interface SeedFieldProps {
  readonly form: PlayForm;
  readonly onChange: (change: Partial<PlayForm>) => void;
  readonly problem: string | null;
  /** What an empty field stands for. */
  readonly emptyMeans: string;
}

/** A number, or nothing for a new one each time; the button draws one. */
export function SeedField({ form, onChange, problem, emptyMeans }: SeedFieldProps) {
  return (
    <div className={classes.seed}>
      <TextInput
        label="Seed"
        description={`The same seed gives the same ids. Leave empty for ${emptyMeans}.`}
        placeholder="A new one"
        inputMode="numeric"
        autoComplete="off"
        maxLength={16}
        value={form.seed}
        error={problem}
        onChange={(event) => onChange({ seed: event.currentTarget.value })}
        classNames={{ input: "mono" }}
      />
      <Button
        size="md"
        leftSection={<IconArrowsShuffle size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => onChange({ seed: String(drawSeed()) })}
      >
        Draw a seed
      </Button>
    </div>
  );
}
