package org.s2slab.console;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.run.StepOutput;

/** Creates tokens for the deployment's nodes and presents them. Returns the response and the result of each rule. */
final class TokenWorkbench {
    private static final String FORGE = "forge";
    private static final String TOKEN = "token";

    /** The key of an assertion in {@code forge}. An assertion has one layer, and is for an authorization server. */
    private static final String ASSERTION = "assertion";

    private static final Pattern DOT = Pattern.compile("\\.");

    private final ConsoleDeployment deployment;
    private final NodePlan target;
    private final JsonObject credential;

    /**
     * @param requested {@code to}, a node, and either {@code forge}, as in the scenario language, or {@code token}, a text
     */
    TokenWorkbench(ConsoleDeployment deployment, JsonObject requested) {
        this.deployment = deployment;
        this.credential = requested.copy();
        Object to = credential.remove("to");
        boolean isForge = credential.getValue(FORGE) instanceof JsonObject;
        boolean isToken = credential.getValue(TOKEN) instanceof String;
        if (credential.size() != 1 || isForge == isToken) {
            throw ConsoleError.BODY_WRONG.because(
                    "'to', a node, and 'forge', an object, or 'token', a text, are needed and nothing else.");
        }
        this.target = deployment.topology().nodes().stream()
                .map(RunningNode::plan)
                .filter(node -> node.name().equals(to))
                .findFirst()
                .orElseThrow(() -> ConsoleError.NOT_FOUND.because("The deployment has no node '" + to + "'."));
    }

    /** The decoded token without its signature, with the meaning of each member. Blocks the calling thread. */
    JsonObject made() {
        return described(opened(text()));
    }

    /**
     * A shell command that presents the token. Blocks the calling thread. The token is in a file in the deployment's
     * data folder.
     */
    JsonObject curl() {
        return new JsonObject()
                .put(
                        "command",
                        CurlCommand.of(
                                deployment.topology(),
                                target,
                                text(),
                                asserted().getString("issuer")));
    }

    /** The text of the token. Blocks the calling thread. */
    private String text() {
        String given = credential.getString(TOKEN);
        if (given != null) {
            return given;
        }
        JsonObject step =
                new JsonObject().put("do", "A token is made.").put("as", "made").put(FORGE, forge());
        if (asserted().isEmpty()) {
            step.put("for", target.name());
        }
        return token(deployment.look(ManualStepParser.step(step)));
    }

    /** The step that presents the token to the node. */
    Step showing() {
        return ManualStepParser.step(new JsonObject()
                .put("do", "Somebody presents a token to " + target.name())
                .put("present", credential.copy().put("to", target.name())));
    }

    /** The response to a presented token, and the result of each of the node's rules. Blocks the calling thread. */
    JsonObject shown(StepOutput found) {
        RunningNode node = deployment.topology().node(target.name());
        JsonObject asked = new JsonObject().put(TOKEN, token(found)).put("host", target.host());
        JsonObject examined =
                deployment.topology().managed(node).post("/examine", asked).await();
        Subject subject = target.role().equals("authz") ? Subject.GRANT : Subject.TOKEN;
        JsonArray rules = examined.getJsonArray("checks");
        rules.forEach(check -> HopJson.read((JsonObject) check, subject));
        return new JsonObject()
                .put("found", StepOutputJson.json(found))
                .put("token", forge().containsKey("spoil") ? null : opened(token(found)))
                .put("rules", rules)
                .put("questions", HopJson.questions(subject));
    }

    private JsonObject forge() {
        return credential.getJsonObject(FORGE, new JsonObject());
    }

    private JsonObject asserted() {
        return forge().getJsonObject(ASSERTION, new JsonObject());
    }

    private static String token(StepOutput found) {
        String token = found.token();
        if (token == null) {
            throw ConsoleError.REFUSED.because(found.reason());
        }
        return token;
    }

    private static JsonObject described(JsonObject layers) {
        return new JsonObject().put("token", layers).put("meanings", ClaimDescriptionJson.of(layers));
    }

    private JsonObject opened(String token) {
        JsonObject first = layer(token);
        JsonObject claims = first.getJsonObject("claims");
        boolean signed = first.getJsonObject("header").containsKey("x5t") && !claims.containsKey("actortoken");
        if (!asserted().isEmpty() || (signed && claims.containsKey("jti"))) {
            return new JsonObject().put(ASSERTION, first);
        }
        if (signed && claims.containsKey("nameid")) {
            return new JsonObject().put("actor", first);
        }
        JsonObject opened = new JsonObject().put("outer", first);
        if (claims.getValue("actortoken") instanceof String actor) {
            opened.put("actor", layer(actor));
            claims.put("actortoken", actor.substring(0, Math.min(8, actor.length())) + "…");
        }
        return opened;
    }

    private static JsonObject layer(String token) {
        String[] parts = DOT.split(token, -1);
        if (parts.length != 3) {
            throw ConsoleError.BODY_WRONG.because(
                    "A token has three parts with a dot between them, and this text has " + parts.length + ".");
        }
        return new JsonObject().put("header", part(parts[0])).put("claims", part(parts[1]));
    }

    private static JsonObject part(String text) {
        try {
            return new JsonObject(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (DecodeException | IllegalArgumentException e) {
            throw ConsoleError.BODY_WRONG.because("The parts of the token are not JSON objects.");
        }
    }
}
