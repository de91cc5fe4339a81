package org.s2slab.scenarios.script;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a scenario file; whatever the language does not know is an error with file, line and what it does know. */
public final class ScenarioFile {
    private static final Set<String> EVERYWHERE = Set.of("do", "as", "expect", "hops", "never");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private ScenarioFile() {}

    /**
     * @param source the file's name, for messages
     * @throws ScriptException on the first thing that is not part of the language
     */
    public static Scenario read(String source, String text) {
        YamlNode root = YamlFile.read(source, text);
        ScenarioShape.FILE.check(source, root);
        YamlNode steps = root.get("steps");
        if (root.get("then") == null && (steps == null || items(steps).isEmpty())) {
            throw new ScriptException(source, root.line(), "a scenario needs at least one step");
        }
        List<Step> read = new ArrayList<>();
        for (YamlNode step : items(steps)) {
            read.add(step(source, step));
        }
        return new Scenario(
                source,
                root.require("scenario"),
                root.require("shows").strip(),
                root.require("topology"),
                root.text("after"),
                root.text("then"),
                Cell.in(root.get("cells")),
                0,
                read,
                sentences(source, root, "hops"),
                sentences(source, root, "never"));
    }

    private static Step step(String source, YamlNode node) {
        StepKind kind = kind(source, node);
        checkCompanions(source, node, kind);
        checkParts(source, node, kind);
        JsonObject fields = new JsonObject();
        JsonObject expectation = new JsonObject();
        entries(node).forEach((key, value) -> {
            if (key.equals("expect")) {
                expectation.mergeIn(value.object());
            } else if (!EVERYWHERE.contains(key)) {
                fields.put(key, value.plain());
            }
        });
        return new Step(
                source,
                node.line(),
                node.require("do").strip(),
                kind,
                fields,
                node.text("as"),
                expectation,
                sentences(source, node, "hops"),
                sentences(source, node, "never"));
    }

    private static StepKind kind(String source, YamlNode node) {
        StepKind found = StepKind.LOOK;
        for (Map.Entry<String, YamlNode> entry : entries(node).entrySet()) {
            StepKind kind = StepKind.ofKey(entry.getKey()).orElse(StepKind.LOOK);
            if (kind == StepKind.LOOK) {
                continue;
            }
            if (found != StepKind.LOOK) {
                throw new ScriptException(
                        source,
                        entry.getValue().line(),
                        "a step does one thing: this one has both '" + found.key() + "' and '" + kind.key() + "'");
            }
            found = kind;
        }
        return found;
    }

    private static void checkCompanions(String source, YamlNode node, StepKind kind) {
        entries(node)
                .forEach((key, value) -> StepKind.ofCompanion(key)
                        .filter(owner -> !kind.companions().contains(key))
                        .ifPresent(owner -> {
                            throw new ScriptException(
                                    source,
                                    value.line(),
                                    "'" + key + "' goes with '" + owner.key() + "', which this step does not have");
                        }));
    }

    private static void checkParts(String source, YamlNode node, StepKind kind) {
        switch (kind) {
            case RUN -> needs(source, node, "on", "run names a cmdlet, 'on' the node it runs on");
            case CALL -> checkCall(source, node);
            case PRESENT -> checkPresent(source, inside(node, "present"));
            case FORGE -> {
                needs(source, node, "as", "a token that is made is used by its name");
                checkForge(source, inside(node, "forge"));
            }
            case CLOCK -> exactlyOne(source, inside(node, "clock"), "advance", "set");
            case LOOK -> {
                if (node.get("expect") == null && node.get("hops") == null && node.get("never") == null) {
                    throw new ScriptException(
                            source,
                            node.line(),
                            "this step does nothing; a step has one of run, sign-in, call, talk, present, forge, clock, cut,"
                                    + " slow, heal, stop, kill, start, or at least expect, hops or never");
                }
            }
            default -> {}
        }
    }

    private static void checkCall(String source, YamlNode node) {
        String call = node.require("call");
        if (SPACES.split(call.strip(), -1).length != 3) {
            throw new ScriptException(
                    source,
                    inside(node, "call").line(),
                    "a call is a node, a method and a path, for instance 'lync GET /users/me/contacts', not '" + call
                            + "'");
        }
        List<String> bodies = new ArrayList<>(List.of("body", "form", "xml", "soap"));
        bodies.removeIf(key -> node.get(key) == null);
        if (bodies.size() > 1) {
            throw new ScriptException(
                    source, inside(node, bodies.get(1)).line(), "a call sends one of body, form, xml and soap");
        }
    }

    private static void checkForge(String source, YamlNode forge) {
        boolean assertion = forge.get("assertion") != null;
        if (assertion == (forge.get("actor") != null || forge.get("outer") != null)) {
            throw new ScriptException(
                    source, forge.line(), "forge makes either an assertion, or a token of actor and outer");
        }
    }

    private static void needs(String source, YamlNode node, String key, String why) {
        if (node.get(key) == null) {
            throw new ScriptException(source, node.line(), "the step needs '" + key + "': " + why);
        }
    }

    private static void checkPresent(String source, YamlNode present) {
        exactlyOne(source, present, "token", "forge");
        if (present.get("method") != null) {
            needs(source, present, "path", "without it the product's own resource is asked as its partners ask it");
        }
    }

    private static void exactlyOne(String source, YamlNode node, String one, String other) {
        if ((node.get(one) == null) == (node.get(other) == null)) {
            throw new ScriptException(
                    source, node.line(), "exactly one of '" + one + "' and '" + other + "' is needed");
        }
    }

    private static YamlNode inside(YamlNode node, String key) {
        YamlNode entry = node.get(key);
        return entry == null ? node : entry;
    }

    private static List<HopSentence> sentences(String source, YamlNode node, String key) {
        YamlNode entry = node.get(key);
        if (entry == null) {
            return List.of();
        }
        List<HopSentence> read = new ArrayList<>();
        for (YamlNode line : entry.items() == null ? List.of(entry) : entry.items()) {
            try {
                read.add(HopSentence.parse(String.valueOf(line.scalar())));
            } catch (IllegalArgumentException e) {
                throw new ScriptException(source, line.line(), String.valueOf(e.getMessage()));
            }
        }
        return read;
    }

    private static List<YamlNode> items(@Nullable YamlNode list) {
        return list == null || list.items() == null ? List.of() : list.items();
    }

    private static Map<String, YamlNode> entries(YamlNode node) {
        return node.entries() == null ? Map.of() : node.entries();
    }
}
