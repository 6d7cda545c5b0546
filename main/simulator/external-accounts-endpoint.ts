// /beta/chatapp-accounts: the Facebook Pages of the simulated account, and the application each is linked to.
// Source: External Accounts OpenAPI 0.1.6, read 2026-11.
import type { FastifyInstance } from "fastify";
import { addAccountRoute, type AccountRequest, type AccountRoute, type Answer } from "./account-route.ts";
import { messagesOf, type SimulatedApplication, type SimulatedPage } from "./account-state.ts";
import { authenticate } from "./authenticate.ts";
import { readJson } from "./bodies.ts";
import { externalAccountAnswer, externalAccountList } from "./external-account-answer.ts";
import { readLink, readNewPage, readPageChange, type ReadBody } from "./external-account-body.ts";
import {
  cannotLink,
  invalidParameters,
  linkConflict,
  methodNotAllowed,
  noSuchAccount,
  notYours,
  unauthorised,
} from "./external-account-problems.ts";
import { readPageQuery } from "./page-query.ts";
import { internalError, type Problem } from "./problems.ts";
import type { SimulatorServerPorts } from "./server.ts";

/** The account has Pages only; the others are there to be asked for, and to be told that they are empty. */
const PROVIDERS = ["messenger", "viber_service_msg", "whatsapp", "rcs"];
/** So that a script in a loop does not fill the disk. */
const MOST_PAGES = 1_000;

type Methods = Readonly<Record<string, (request: AccountRequest) => Answer>>;

/** Adds the addresses of the list, of each Page and of its link. */
export function addExternalAccountsEndpoint(app: FastifyInstance, ports: SimulatorServerPorts): void {
  const { book, random, identity } = ports;
  const shown = (page: SimulatedPage): object => externalAccountAnswer(page, identity.apiKey);

  /** Every call of the API may be made in the name of any application of the account, or of the account itself. */
  const add = (url: string, methods: Methods): void => {
    const handle: AccountRoute["handle"] = async (request) => {
      const { kind } = await authenticate(request.headers.authorization, ports);
      if (kind === "missing" || kind === "refused") return unauthorised();
      const act = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
      return act === undefined ? methodNotAllowed(request.method) : act(request);
    };
    addAccountRoute(app, ports, {
      url,
      handle,
      unauthorized: unauthorised,
      foreignPage: notYours,
      internalError: () => internalError(() => random.hex(16)),
    });
  };
  const pageOf = ({ params }: AccountRequest): SimulatedPage | null =>
    (params["provider"] ?? "messenger") === "messenger" ? book.page(params["pageId"] ?? "") : null;
  /** An application of the account that a Page can be linked to; null = there is none of that id. */
  const linkable = (id: string): SimulatedApplication | null => {
    const application = book.application(id);
    return messagesOf(application) === null ? null : application;
  };
  /** What a body asks for; without a word of it the link stays as it is. */
  const linkWish = (
    wish: string | null | undefined,
    otherwise: SimulatedPage["applicationId"],
  ): { readonly applicationId: SimulatedPage["applicationId"] } | Problem => {
    if (wish === undefined) return { applicationId: otherwise };
    if (wish === null) return { applicationId: null };
    const application = linkable(wish);
    return application === null ? cannotLink("link") : { applicationId: application.id };
  };
  const save = (page: SimulatedPage, status: 200 | 201): Answer => {
    book.putPage(page);
    return { status, body: shown(page) };
  };

  add("/beta/chatapp-accounts", {
    GET({ query, headers }) {
      const page = readPageQuery(query, { page: "page_number", pageSize: "page_size", defaultSize: 20 });
      const { provider = null } = query;
      const isKnown = provider === null || (typeof provider === "string" && PROVIDERS.includes(provider));
      const wrong = [
        ...(page.ok ? [] : page.invalidParameters),
        ...(isKnown ? [] : [{ name: "provider", reason: `must be one of ${PROVIDERS.join(", ")}` }]),
      ];
      if (!page.ok || !isKnown) return invalidParameters(wrong);
      return {
        status: 200,
        body: externalAccountList({
          pages: provider === null || provider === "messenger" ? book.pages() : [],
          apiKey: identity.apiKey,
          // The Host was checked at the door.
          origin: `http://${headers.host ?? ""}`,
          provider,
          page: page.page,
          pageSize: page.pageSize,
        }),
      };
    },
  });

  add("/beta/chatapp-accounts/messenger", {
    POST: (request) =>
      withBody(request, readNewPage, ({ pageId, accessToken, name = null, application }) => {
        // Connecting a Page again is done by changing it.
        if (book.page(pageId) !== null || book.pages().length >= MOST_PAGES) {
          const reason = "'external_id' is connected already, or the account is full";
          return invalidParameters([{ name: "external_id", reason }]);
        }
        const link = linkWish(application, null);
        return "status" in link ? link : save({ pageId, accessToken, name, ...link }, 201);
      }),
  });

  add("/beta/chatapp-accounts/messenger/:pageId", {
    GET(request) {
      const page = pageOf(request);
      return page === null ? noSuchAccount() : { status: 200, body: shown(page) };
    },
    PATCH(request) {
      const page = pageOf(request);
      if (page === null) return noSuchAccount();
      return withBody(request, readPageChange, (change) => {
        const link = linkWish(change.application, page.applicationId);
        if ("status" in link) return link;
        const { accessToken = page.accessToken, name = page.name } = change;
        return save({ ...page, accessToken, name, ...link }, 200);
      });
    },
    DELETE(request) {
      const page = pageOf(request);
      if (page === null) return noSuchAccount();
      book.removePage(page.pageId);
      return { status: 204, body: null };
    },
  });

  add("/beta/chatapp-accounts/:provider/:pageId/applications", {
    POST(request) {
      const page = pageOf(request);
      if (page === null) return noSuchAccount();
      return withBody(request, readLink, (id) => {
        const application = linkable(id);
        if (application === null) return cannotLink("link");
        if (page.applicationId !== null) return linkConflict("link");
        return save({ ...page, applicationId: application.id }, 200);
      });
    },
  });

  add("/beta/chatapp-accounts/:provider/:pageId/applications/:applicationId", {
    DELETE(request) {
      const page = pageOf(request);
      if (page === null) return noSuchAccount();
      const application = book.application(request.params["applicationId"] ?? "");
      const isLinked = application !== null && page.applicationId === application.id;
      if (!isLinked && application !== null && messagesOf(application) === null) return cannotLink("unlink");
      if (!isLinked) return linkConflict("unlink");
      book.putPage({ ...page, applicationId: null });
      return { status: 204, body: null };
    },
  });
}

function withBody<T>(
  { body }: AccountRequest,
  read: (value: unknown) => ReadBody<T>,
  act: (value: T) => Answer,
): Answer {
  const json = readJson(body);
  if (!json.ok) return invalidParameters([{ name: "body", reason: "must be valid JSON" }]);
  const parsed = read(json.value);
  return parsed.ok ? act(parsed.value) : invalidParameters(parsed.wrong);
}
