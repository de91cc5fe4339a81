package org.s2slab.scenarios.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.junit.Cmdlets;
import org.s2slab.scenarios.junit.RunningLab;

/** A deployment that is made ill by lines an administrator types, and mended by the lines that the doctor gives. */
final class Clinic implements AutoCloseable {
    private static final Pattern LINE = Pattern.compile("(?:(\\$\\w+) = )?(\\w+-\\w+)(.*)");
    private static final Pattern WORD = Pattern.compile("'((?:[^']|'')*)'|(,)|([^\\s,']+)");

    private final RunningLab lab;
    private final Map<String, Cmdlets.Output> variables = new HashMap<>();

    Clinic(String topology, String scenario) {
        this.lab = RunningLab.start(topology, scenario);
    }

    RunningLab lab() {
        return lab;
    }

    Diagnosis examine(@Nullable String user) {
        return Doctor.examine(lab.topology().managed(), user);
    }

    /** Types a line on a node. */
    void type(String node, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no line of a shell: " + line);
        }
        Cmdlets.Output output = lab.cmdlets(node).run(matcher.group(2), parameters(matcher.group(3)));
        if (matcher.group(1) != null) {
            variables.put(matcher.group(1), output);
        }
    }

    /** Does what a cure says: types its line, or starts the node it names. */
    void mend(Cure cure) {
        if (cure.isCmdlet()) {
            type(cure.node(), cure.line());
        } else if (cure.line().equals("# start the node " + cure.node())) {
            lab.topology().startNode(cure.node());
        } else {
            throw new IllegalArgumentException("nobody can do this: " + cure.line());
        }
    }

    void advance(Duration by) {
        lab.topology().advance(null, by);
    }

    private Map<String, Object> parameters(String text) {
        Map<String, Object> given = new HashMap<>();
        String name = null;
        List<Object> values = new ArrayList<>();
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String bare = words.group(3);
            if (words.group(2) != null) {
                continue;
            }
            if (bare != null && bare.matches("-[A-Za-z]+")) {
                put(given, name, values);
                name = bare.substring(1);
                values = new ArrayList<>();
            } else {
                values.add(bare == null ? words.group(1).replace("''", "'") : value(bare));
            }
        }
        put(given, name, values);
        return given;
    }

    private static void put(Map<String, Object> given, @Nullable String name, List<Object> values) {
        if (name != null) {
            given.put(name, values.isEmpty() ? true : values.size() == 1 ? values.get(0) : values);
        }
    }

    private Object value(String bare) {
        if (!bare.startsWith("$")) {
            return bare;
        }
        if (bare.equals("$true") || bare.equals("$false")) {
            return bare.equals("$true");
        }
        String[] parts = bare.split("\\.", 2);
        Object property =
                Objects.requireNonNull(variables.get(parts[0]), parts[0]).get(parts[1]);
        if (property == null) {
            throw new IllegalArgumentException("the variable " + bare + " is empty");
        }
        return property;
    }

    @Override
    public void close() {
        lab.close();
    }
}
