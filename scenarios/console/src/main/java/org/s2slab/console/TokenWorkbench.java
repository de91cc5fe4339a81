package org.s2slab.console;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.run.StepOutput;

/** Creates tokens for the deployment's nodes and presents them. Reports the response and each rule's result. */
final class TokenWorkbench {
    private static final Set<String> MEMBERS = Set.of("to", "forge");

    /** What is shown to an authorization server instead of a token: of one layer. */
    private static final String ASSERTION = "assertion";

    private static final Pattern DOT = Pattern.compile("\\.");

    private final ConsoleDeployment deployment;
    private final NodePlan target;
    private final JsonObject forge;

    /** @param wanted {@code to}, a node, and {@code forge}, as in the scenario language */
    TokenWorkbench(ConsoleDeployment deployment, JsonObject wanted) {
        if (!wanted.fieldNames().equals(MEMBERS)
                || !(wanted.getValue("to") instanceof String to)
                || !(wanted.getValue("forge") instanceof JsonObject forged)) {
            throw ConsoleError.BODY_WRONG.because("'to', a node, and 'forge', an object, are needed and nothing else.");
        }
        this.deployment = deployment;
        this.target = deployment.topology().nodes().stream()
                .map(RunningNode::plan)
                .filter(node -> node.name().equals(to))
                .findFirst()
                .orElseThrow(() -> ConsoleError.NOT_FOUND.because("The deployment has no node '" + to + "'."));
        this.forge = forged;
    }

    /** The token opened, without its signature; blocks. */
    JsonObject made() {
        JsonObject step =
                new JsonObject().put("do", "A token is made.").put("as", "made").put("forge", forge);
        if (!forge.containsKey(ASSERTION)) {
            step.put("for", target.name());
        }
        return opened(token(deployment.look(ManualStep.step(step))));
    }

    /** What shows it to the node. */
    Step showing() {
        return ManualStep.step(new JsonObject()
                .put("do", "Somebody presents a token to " + target.name())
                .put("present", new JsonObject().put("to", target.name()).put("forge", forge)));
    }

    /** The response to a presented token, and the result of each of the node's rules; blocks. */
    JsonObject shown(StepOutput found) {
        RunningNode node = deployment.topology().node(target.name());
        JsonObject asked = new JsonObject().put("token", token(found)).put("host", target.host());
        JsonObject examined =
                deployment.topology().managed(node).post("/examine", asked).await();
        Subject subject = target.role().equals("authz") ? Subject.GRANT : Subject.TOKEN;
        JsonArray rules = examined.getJsonArray("checks");
        rules.forEach(check -> HopJson.read((JsonObject) check, subject));
        return new JsonObject()
                .put("found", StepOutputJson.json(found))
                .put("token", forge.containsKey("spoil") ? null : opened(token(found)))
                .put("rules", rules)
                .put("questions", HopJson.questions(subject));
    }

    private static String token(StepOutput found) {
        String token = found.token();
        if (token == null) {
            throw ConsoleError.REFUSED.because(found.reason());
        }
        return token;
    }

    private JsonObject opened(String token) {
        JsonObject first = layer(token);
        if (forge.containsKey(ASSERTION)) {
            return new JsonObject().put(ASSERTION, first);
        }
        JsonObject claims = first.getJsonObject("claims");
        if (claims.containsKey("nameid")
                && !claims.containsKey("actortoken")
                && first.getJsonObject("header").containsKey("x5t")) {
            return new JsonObject().put("actor", first);
        }
        JsonObject opened = new JsonObject().put("outer", first);
        if (claims.getValue("actortoken") instanceof String actor) {
            opened.put("actor", layer(actor));
            claims.put("actortoken", actor.substring(0, 8) + "…");
        }
        return opened;
    }

    private static JsonObject layer(String token) {
        String[] parts = DOT.split(token, -1);
        return new JsonObject().put("header", part(parts, 0)).put("claims", part(parts, 1));
    }

    private static @Nullable JsonObject part(String[] parts, int number) {
        try {
            return new JsonObject(new String(Base64.getUrlDecoder().decode(parts[number]), StandardCharsets.UTF_8));
        } catch (DecodeException | IllegalArgumentException e) {
            throw ConsoleError.BODY_WRONG.because("The parts of the token are not JSON objects.");
        }
    }
}
