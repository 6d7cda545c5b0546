// What may stand in a step, read off the format itself.
import { ScenarioStep, type StepKind } from "../../../preload/contract/scenario.ts";

/** A kind of step with its fields, without the one that names the kind. */
export interface StepFields {
  readonly kind: StepKind;
  readonly fields: readonly { readonly name: string; readonly isOptional: boolean }[];
}

/** Every kind of step, in the order of the format. */
export const STEP_FIELDS: readonly StepFields[] = ScenarioStep.options.map(
  ({ shape: { step, ...fields } }) => ({
    kind: step.value,
    fields: Object.entries(fields).map(([name, field]) => ({
      name,
      isOptional: field.safeParse(undefined).success,
    })),
  }),
);
