// The account's applications, page after page as they are wanted.
import { useInfiniteQuery } from "@tanstack/react-query";
import { ANSWER_KEPT_MS } from "../../../../preload/contract/account-calls.ts";
import type { Application, ApplicationPage } from "../../../../preload/contract/applications.ts";
import type { AppErrorValue } from "../../../../preload/contract/errors.ts";
import type { WorkspaceId } from "../../../../preload/contract/ids.ts";
import { useBridge } from "../../../bridge/bridge.tsx";
import { CallError } from "../../../bridge/query-cache.ts";
import { freshFor } from "../../../bridge/use-call.ts";
import { useReadAnew } from "../use-read-anew.ts";

/** What was read of the list so far. */
export interface ApplicationList {
  /** null until the first page is there. */
  readonly applications: readonly Application[] | null;
  /** Of the whole account. */
  readonly total: number;
  readonly hasMore: boolean;
  readonly isReading: boolean;
  readonly error: AppErrorValue | null;
  readonly readMore: () => void;
  readonly readAgain: () => void;
}

/** Reads the first page at once, and each further one when asked. */
export function useApplicationList(workspace: WorkspaceId): ApplicationList {
  const bridge = useBridge();
  const query = useInfiniteQuery({
    queryKey: ["applications.list", { workspace }],
    initialPageParam: 1,
    queryFn: async ({ pageParam }): Promise<ApplicationPage> => {
      const answer = await bridge.call("applications.list", {
        workspace,
        page: pageParam,
      });
      if (!answer.ok) throw new CallError(answer.error);
      return answer.value;
    },
    getNextPageParam: ({ page, pages }) => (page < pages ? page + 1 : undefined),
    ...freshFor(ANSWER_KEPT_MS),
  });
  const readAnew = useReadAnew(workspace);
  const pages = query.data?.pages;
  return {
    applications: pages === undefined ? null : onceEach(pages.flatMap(({ applications }) => applications)),
    total: pages?.at(-1)?.total ?? 0,
    hasMore: query.hasNextPage,
    isReading: query.isFetching,
    error: query.error instanceof CallError ? query.error.value : null,
    readMore: () => void query.fetchNextPage(),
    readAgain: () => readAnew("applications.list"),
  };
}

/** One that was made meanwhile pushes the last of a page to the next one, where it comes again. */
function onceEach(applications: readonly Application[]): readonly Application[] {
  return [...new Map(applications.map((application) => [application.id, application])).values()];
}
