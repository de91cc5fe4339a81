package org.s2slab.engine.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the combination of keys in a step. The schema checks each single key and value. */
record StepForm(ScriptProblems problems, String source, YamlNode step) {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** Adds every problem, and returns the kind of the step. */
    StepKind check() {
        StepKind kind = kind();
        step.members()
                .forEach((key, value) -> StepKind.ofCompanion(key)
                        .filter(owner -> !kind.companions().contains(key))
                        .ifPresent(owner -> add(
                                value,
                                "'" + key + "' goes with '" + owner.key() + "', which this step does not have")));
        checkParts(kind);
        YamlNode expect = step.get("expect");
        if (expect != null && expect.entries() != null && !doesNothing(kind)) {
            new ExpectationFormCheck(problems, source, kind).check(expect);
        }
        return kind;
    }

    private void add(YamlNode at, String problem) {
        problems.add(source, at.line(), problem);
    }

    private StepKind kind() {
        StepKind found = StepKind.LOOK;
        for (Map.Entry<String, YamlNode> entry : step.members().entrySet()) {
            StepKind kind = StepKind.ofKey(entry.getKey()).orElse(StepKind.LOOK);
            if (kind != StepKind.LOOK && found != StepKind.LOOK) {
                add(
                        entry.getValue(),
                        "a step does one thing: this one has both '" + found.key() + "' and '" + kind.key() + "'");
            } else if (kind != StepKind.LOOK) {
                found = kind;
            }
        }
        return found;
    }

    private void checkParts(StepKind kind) {
        switch (kind) {
            case RUN -> needs(step, "on", "run names a cmdlet, 'on' the node it runs on");
            case CALL -> checkCall();
            case GET_TOKEN -> needs(step, "resource", "a token is for one resource");
            case PRESENT -> checkPresent(inside("present"));
            case FORGE -> {
                needs(step, "as", "a token that is made is used by its name");
                checkForge(inside("forge"));
            }
            case CLOCK -> exactlyOne(inside("clock"), "advance", "set");
            case LOOK -> {
                if (doesNothing(kind)) {
                    add(
                            step,
                            "this step does nothing; a step has one of " + StepKind.keys()
                                    + ", or at least hops or never");
                }
            }
            default -> {}
        }
    }

    private boolean doesNothing(StepKind kind) {
        return kind == StepKind.LOOK && step.get("hops") == null && step.get("never") == null;
    }

    private void checkCall() {
        String call = step.text("call");
        if (call != null && SPACES.split(call.strip(), -1).length != 3) {
            add(
                    inside("call"),
                    "a call is a node, a method and a path, for instance 'lync GET /users/me/contacts', not '" + call
                            + "'");
        }
        List<String> bodies = new ArrayList<>(List.of("body", "form", "xml", "soap"));
        bodies.removeIf(key -> step.get(key) == null);
        if (bodies.size() > 1) {
            add(inside(bodies.get(1)), "a call sends one of body, form, xml and soap");
        }
    }

    private void checkForge(YamlNode forge) {
        boolean assertion = forge.get("assertion") != null;
        if (assertion == (forge.get("actor") != null || forge.get("outer") != null)) {
            add(forge, "forge makes either an assertion, or a token of actor and outer");
        } else if (!assertion) {
            needs(step, "for", "the node that the token is made for");
        }
        checkSpoil(forge);
    }

    private void checkSpoil(@Nullable YamlNode forge) {
        if (forge != null && forge.get("spoil") != null && forge.get("assertion") != null) {
            add(forge, "spoil is for a token; an assertion is changed by its claims, header and key");
        }
    }

    private void needs(YamlNode node, String key, String why) {
        if (node.get(key) == null) {
            add(node, "the step needs '" + key + "': " + why);
        }
    }

    private void checkPresent(YamlNode present) {
        exactlyOne(present, "token", "forge");
        checkSpoil(present.get("forge"));
        if (present.get("method") != null) {
            needs(present, "path", "without it the product's own resource is asked as its partners ask it");
        }
    }

    private void exactlyOne(YamlNode node, String one, String other) {
        if ((node.get(one) == null) == (node.get(other) == null)) {
            add(node, "exactly one of '" + one + "' and '" + other + "' is needed");
        }
    }

    private YamlNode inside(String key) {
        YamlNode entry = step.get(key);
        return entry == null ? step : entry;
    }
}
