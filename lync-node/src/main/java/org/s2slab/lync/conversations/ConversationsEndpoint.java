package org.s2slab.lync.conversations;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestJson;
import org.s2slab.lync.archiving.ConferenceUploadStore.Upload;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.SignedInUserResolver;
import org.s2slab.lync.users.SignedInUserResolver.SignedIn;
import org.s2slab.refusal.Refusal;

/**
 * {@code /users/me/conversations}: instant messages of a person's client. The endpoint replaces SIP (INVITE, MESSAGE,
 * BYE) and the protocols for conferences.
 */
public record ConversationsEndpoint(
        SignedInUserResolver people, ConversationStore store, ConversationService conversations) implements Endpoint {
    private static final String ALL = "/users/me/conversations";
    private static final String ONE = ALL + "/:id";

    /** Maximum number of conversations of a response. */
    private static final int CONVERSATIONS = 100;

    /** Maximum number of events of a response. */
    private static final int EVENTS = 500;

    @Override
    public void mount(EndpointRoutes routes) {
        routes.get(ALL).respond(request -> as(request, this::list));
        routes.post(ALL).respond(request -> people.of(request).compose(person -> begin(person, request)));
        routes.get(ONE).respond(request -> as(request, this::read));
        routes.post(ONE + "/messages").respond(request -> as(request, this::post));
        routes.post(ONE + "/participants").respond(request -> as(request, this::invite));
        routes.post(ONE + "/files").respond(request -> as(request, this::upload));
        routes.post(ONE + "/join").respond(request -> as(request, (user, at) -> conversations.join(id(at), user)));
        routes.post(ONE + "/leave")
                .respond(request -> people.of(request).compose(person -> conversations.leave(id(request), person)));
        routes.post(ONE + "/end").respond(request -> people.of(request).compose(person -> end(person, request)));
    }

    private <T> Future<T> as(RoutingContext request, BiFunction<LyncUser, RoutingContext, Future<T>> action) {
        return people.of(request).compose(person -> action.apply(person.user(), request));
    }

    private static String id(RoutingContext request) {
        return request.pathParam("id");
    }

    private Future<JsonObject> list(LyncUser user, RoutingContext request) {
        int skip = number(request, "skip");
        return store.openOf(user.id(), skip, CONVERSATIONS + 1)
                .map(found -> page(
                        "conversations",
                        found.stream().map(Conversation::json).toList(),
                        CONVERSATIONS,
                        ALL + "?skip=" + (skip + CONVERSATIONS)));
    }

    private Future<JsonObject> begin(SignedIn person, RoutingContext request) {
        RequestJson body = RequestJson.of(request, "kind", "to", "subject", "message");
        Conversation.Kind kind = kind(body.optionalText("kind").orElse("im"));
        List<String> to = body.texts("to");
        if (kind == Conversation.Kind.IM && to.size() != 1) {
            throw Refusal.invalid("to: one SIP address is needed for a conversation of two, " + to.size()
                    + " were given; for more, the kind is 'conference'");
        }
        return conversations
                .begin(
                        person,
                        kind,
                        body.optionalText("subject").orElse("Conversation"),
                        to,
                        body.optionalText("message"))
                .map(made -> {
                    request.response().setStatusCode(201);
                    return made.json();
                });
    }

    private static Conversation.Kind kind(String word) {
        try {
            return Conversation.Kind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("kind: '" + word + "' is neither 'im' nor 'conference'");
        }
    }

    private Future<JsonObject> read(LyncUser user, RoutingContext request) {
        int after = number(request, "after");
        return conversations
                .read(id(request), user)
                .compose(conversation -> new ConversationEventQuery(store.database())
                        .heardAfter(
                                conversation, conversation.member(user.sip()).orElseThrow(), after, EVENTS + 1)
                        .map(events -> conversation
                                .json()
                                .mergeIn(page(
                                        "events",
                                        events.stream()
                                                .map(ConversationsEndpoint::json)
                                                .toList(),
                                        EVENTS,
                                        ALL + "/" + conversation.id() + "?after="
                                                + events.stream()
                                                        .limit(EVENTS)
                                                        .mapToInt(Entry::sequence)
                                                        .max()
                                                        .orElse(after)))));
    }

    /** @param next the address of the next page */
    private static JsonObject page(String name, List<JsonObject> found, int most, String next) {
        JsonObject page = new JsonObject()
                .put(name, new JsonArray(found.stream().limit(most).toList()));
        return found.size() > most ? page.put("next", next) : page;
    }

    private static int number(RoutingContext request, String name) {
        @Nullable String given = request.request().getParam(name);
        if (given != null && !given.matches("[0-9]{1,9}")) {
            throw Refusal.invalid(name + ": '" + given + "' is not a number from 0 to 999999999");
        }
        return given == null ? 0 : Integer.parseInt(given);
    }

    private static JsonObject json(Entry entry) {
        return new JsonObject()
                .put("number", entry.sequence())
                .put("at", entry.at().toString())
                .put("kind", entry.kind().name().toLowerCase(Locale.ROOT))
                .put("from", entry.sip())
                .put("text", entry.text());
    }

    private Future<JsonObject> post(LyncUser user, RoutingContext request) {
        RequestJson body = RequestJson.of(request, "text", "as");
        return conversations
                .post(id(request), user, body.optionalText("as"), body.text("text"))
                .map(number -> created(request, number));
    }

    private static JsonObject created(RoutingContext request, int number) {
        request.response().setStatusCode(201);
        return new JsonObject().put("number", number);
    }

    private Future<Void> invite(LyncUser user, RoutingContext request) {
        return conversations.invite(
                id(request), user, RequestJson.of(request, "sip").text("sip"));
    }

    private Future<JsonObject> upload(LyncUser user, RoutingContext request) {
        RequestJson body = RequestJson.of(request, "name", "contentType", "content");
        String content = body.text("content");
        try {
            Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("content: not base64");
        }
        var upload = new Upload(body.optionalText("contentType").orElse("application/octet-stream"), content);
        return conversations
                .upload(id(request), user, body.text("name"), upload)
                .map(number -> created(request, number));
    }

    private Future<JsonObject> end(SignedIn person, RoutingContext request) {
        return conversations
                .end(id(request), person)
                .map(archived -> new JsonObject()
                        .put(
                                "archived",
                                new JsonObject()
                                        .put("exchange", archived.toExchange())
                                        .put("lync", archived.toLync())
                                        .put("none", archived.nowhere())));
    }
}
