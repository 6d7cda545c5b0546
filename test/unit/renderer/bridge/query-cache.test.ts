import { QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import type { ErrorCode } from "../../../../preload/contract/errors.ts";
import { CallError, createQueryCache, setHostReachable } from "../../../../renderer/bridge/query-cache.ts";

afterEach(() => setHostReachable(true));

/** A question that is refused with one code after the other; `null` is an answer. */
function ask(codes: readonly (ErrorCode | null)[]) {
  let asked = 0;
  const cache = createQueryCache();
  const observer = new QueryObserver<string, CallError>(cache, {
    queryKey: ["events.page"],
    enabled: false,
    queryFn: () => {
      const code = codes[asked] ?? null;
      asked += 1;
      return code === null ? "the answer" : Promise.reject(new CallError({ code, details: {} }));
    },
  });
  cache.mount();
  observer.subscribe(() => undefined);
  return { observer, asked: () => asked };
}

it("asks again for what a newer search ended, but for nothing that was refused", async () => {
  const { observer, asked } = ask(["SEARCH_SUPERSEDED", "SEARCH_SUPERSEDED", "QUERY_INVALID"]);

  const { error } = await observer.refetch();

  expect([error?.value.code, asked()]).toEqual(["QUERY_INVALID", 3]);
});

it.each(["CONTRACT_HOST_LOST", "CONTRACT_ANSWER_LOST"] as const)(
  "keeps a question that the connection took along until the host is there again: %s",
  async (code) => {
    const { observer, asked } = ask([code]);
    setHostReachable(true);
    const answered = observer.refetch();
    setHostReachable(false);
    await vi.waitFor(() => expect(observer.getCurrentResult().fetchStatus).toBe("paused"));
    expect([observer.getCurrentResult().error, asked()]).toEqual([null, 1]);

    setHostReachable(true);

    expect(await answered).toMatchObject({ data: "the answer", error: null });
    expect(asked()).toBe(2);
  },
);

it("asks nothing while the host is away", async () => {
  const { observer, asked } = ask([]);
  setHostReachable(false);

  void observer.refetch();

  expect([observer.getCurrentResult().fetchStatus, asked()]).toEqual(["paused", 0]);
  setHostReachable(true);
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe("the answer"));
});

it("tells of a host that is lost for good", async () => {
  const { observer, asked } = ask(["CONTRACT_HOST_LOST"]);

  const { error } = await observer.refetch();

  expect([error?.value.code, asked()]).toEqual(["CONTRACT_HOST_LOST", 1]);
});
