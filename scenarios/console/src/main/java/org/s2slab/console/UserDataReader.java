package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.engine.run.StepOutput;
import org.s2slab.engine.run.XmlPath;

/** Reads a user's data from the servers with the requests of the user's own clients, outside of the scenario. */
final class UserDataReader {
    /** Maximum number of items in a folder that are shown. */
    private static final int MOST = 50;

    private static final String FIND = """
            <m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>%s</t:BaseShape></m:ItemShape>
            <m:IndexedPageItemView MaxEntriesReturned="%d" Offset="0" BasePoint="%s"/>
            <m:ParentFolderIds><t:DistinguishedFolderId Id="%s"/></m:ParentFolderIds></m:FindItem>
            """;

    private final ConsoleDeployment deployment;
    private final String user;

    /** @param user a person's user principal name */
    UserDataReader(ConsoleDeployment deployment, String user) {
        this.deployment = deployment;
        this.user = user;
        if (deployment.topology().plan().person(user).isEmpty()) {
            throw ConsoleError.NOT_FOUND.because("There is no person '" + user + "'.");
        }
    }

    /** The contact list as Lync, Exchange and a mail client show it. Blocks the calling thread. */
    JsonObject contacts() {
        return new JsonObject()
                .put("lync", shelf("lync", this::lyncList))
                .put("exchange", shelf("exchange", this::unifiedStore))
                .put("client", shelf("exchange", this::mailClient));
    }

    private JsonObject lyncList(RunningNode lync) {
        JsonObject list = object(call(lync.plan().name() + " GET /users/me/contacts"));
        JsonArray rows = new JsonArray();
        for (Object one : list.getJsonArray("contacts", new JsonArray())) {
            JsonObject contact = (JsonObject) one;
            rows.add(new JsonObject()
                    .put("name", contact.getString("name", contact.getString("id")))
                    .put("address", contact.getString("id"))
                    .put("groups", contact.getJsonArray("groups", new JsonArray())));
        }
        return new JsonObject()
                .put("rows", rows)
                .put("store", list.getString("contactStore"))
                .put("migration", list.getValue("migration"));
    }

    private JsonObject unifiedStore(RunningNode exchange) {
        XmlPath answer = soap(exchange, "<m:GetImItemList/>");
        List<XmlPath> groups = answer.each("ImGroup");
        JsonArray rows = new JsonArray();
        for (XmlPath persona : answer.each("Persona")) {
            String id = first(persona, "Attribution/SourceId/@Id");
            JsonArray in = new JsonArray();
            groups.stream()
                    .filter(group ->
                            group.texts("MemberCorrelationKey/ItemId/@Id").contains(id))
                    .forEach(group -> in.add(first(group, "DisplayName")));
            rows.add(new JsonObject()
                    .put("name", first(persona, "DisplayName"))
                    .put("address", first(persona, "ImAddress"))
                    .put("groups", in));
        }
        return new JsonObject().put("rows", rows);
    }

    private JsonObject mailClient(RunningNode exchange) {
        JsonArray rows = new JsonArray();
        for (XmlPath contact : soap(exchange, FIND.formatted("AllProperties", MOST, "Beginning", "quickcontacts"))
                .each("Contact")) {
            rows.add(new JsonObject()
                    .put("name", first(contact, "DisplayName"))
                    .put("address", first(contact, "ImAddresses/Entry"))
                    .put("groups", new JsonArray()));
        }
        return new JsonObject().put("rows", rows);
    }

    /** The hidden folder of archived conversations. Blocks the calling thread. */
    JsonObject purges() {
        return shelf("exchange", exchange -> {
            XmlPath found = soap(exchange, FIND.formatted("Default", MOST, "End", "recoverableitemspurges"));
            JsonArray rows = new JsonArray();
            for (String id : found.texts("ItemId/@Id")) {
                XmlPath item = soap(exchange, """
                        <m:GetItem><m:ItemShape><t:BaseShape>Default</t:BaseShape><t:BodyType>Text</t:BodyType></m:ItemShape>
                        <m:ItemIds><t:ItemId Id="%s"/></m:ItemIds></m:GetItem>
                        """.formatted(id));
                rows.add(new JsonObject()
                        .put("subject", first(item, "Subject"))
                        .put("at", first(item, "DateTimeCreated"))
                        .put("from", first(item, "From/Mailbox/Name"))
                        .put("body", first(item, "Body")));
            }
            return new JsonObject().put("rows", rows).put("total", first(found, "RootFolder/@TotalItemsInView"));
        });
    }

    /** The calendar with the content of each meeting's join page for this person. Blocks the calling thread. */
    JsonObject calendar() {
        return shelf("exchange", exchange -> {
            JsonArray meetings = object(call(exchange.plan().name() + " GET /owa/meetings"))
                    .getJsonArray("meetings", new JsonArray());
            for (Object one : meetings) {
                JsonObject meeting = (JsonObject) one;
                String url = meeting.getString("joinOnlineMeetingUrl");
                if (url != null) {
                    meeting.put("joining", join(url));
                }
            }
            return new JsonObject().put("rows", meetings);
        });
    }

    private JsonObject join(String url) {
        String[] parts = url.replaceFirst("^https://", "").split("/", 2);
        try {
            StepOutput found = call(parts[0] + " GET /" + parts[1]);
            return found.json() instanceof JsonObject page ? page : new JsonObject().put("error", found.reason());
        } catch (RuntimeException e) {
            return new JsonObject().put("error", ScenarioSession.reason(e));
        }
    }

    /** The work in Lync's queue that waits for Exchange. Blocks the calling thread. */
    JsonObject queue() {
        return shelf("lync", lync -> {
            StepOutput found =
                    look(new JsonObject().put("on", lync.plan().name()).put("run", LyncProduct.QUEUE));
            if (!found.succeeded()) {
                throw new IllegalStateException(found.reason());
            }
            return new JsonObject().put("rows", found.output());
        });
    }

    private interface Look {
        JsonObject at(RunningNode node);
    }

    /** The data at the node of a role, or the error of the request. An error does not affect the other nodes. */
    private JsonObject shelf(String role, Look look) {
        Optional<RunningNode> node = deployment.topology().nodes().stream()
                .filter(one -> one.plan().role().equals(role))
                .findFirst();
        if (node.isEmpty()) {
            return new JsonObject().put("absent", "This topology has no " + role + ".");
        }
        try {
            return look.at(node.get());
        } catch (RuntimeException e) {
            return new JsonObject().put("error", ScenarioSession.reason(e));
        }
    }

    private StepOutput call(String what) {
        return look(new JsonObject().put("call", what).put("as-user", user));
    }

    private StepOutput look(JsonObject step) {
        return deployment.look(ManualStepParser.step(step.put("do", "The console reads.")));
    }

    private XmlPath soap(RunningNode exchange, String content) {
        StepOutput found = look(new JsonObject()
                .put("call", exchange.plan().name() + " POST /EWS/Exchange.asmx")
                .put("as-user", user)
                .put("soap", content));
        if (!found.succeeded()) {
            throw new IllegalStateException(found.reason());
        }
        XmlPath answer = XmlPath.of(found.body());
        String code = first(answer, "ResponseCode");
        if (!code.equals("NoError")) {
            throw new IllegalStateException(code + ": " + first(answer, "MessageText"));
        }
        return answer;
    }

    private static JsonObject object(StepOutput found) {
        if (found.succeeded() && found.json() instanceof JsonObject object) {
            return object;
        }
        throw new IllegalStateException(found.reason());
    }

    private static String first(XmlPath xml, String path) {
        List<String> texts = xml.texts(path);
        return texts.isEmpty() ? "" : texts.get(0);
    }
}
