// Answers may be told before the row they belong to has been read: they are kept until it has.
import type { TopicValue } from "../../../preload/contract/contract.ts";
import type { EventRow } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";

type Answered = TopicValue<"events.answered">[number];

/** What has rows that can be changed; it tells whether it had that one. */
interface RowPlace {
  patch(id: EventId, change: (row: EventRow) => EventRow): boolean;
}

/** Enough for the answers that can overtake one page. */
const REMEMBERED = 1_000;

/** Remembers the newest answers and gives them to rows that lack theirs. */
export class AnswerMemory {
  private readonly answers = new Map<EventId, EventRow["answer"]>();

  /** Remembers one answer, and gives it to its row in the first place that has it. */
  note({ id, ...answer }: Answered, places: readonly RowPlace[]): void {
    this.answers.set(id, answer);
    for (const oldest of this.answers.keys()) {
      if (this.answers.size <= REMEMBERED) break;
      this.answers.delete(oldest);
    }
    places.some((place) => place.patch(id, (row) => ({ ...row, answer })));
  }

  /** The same rows, with the answers that are known by now. */
  applyTo(rows: readonly EventRow[]): EventRow[] {
    return rows.map((row) => {
      const answer = row.answer === null ? this.answers.get(row.id) : undefined;
      return answer === undefined ? row : { ...row, answer };
    });
  }
}
