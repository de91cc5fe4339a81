package org.s2slab.engine.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.s2slab.calendar.TenantDates;

/** The form of one part of a YAML file. It checks this part and reports problems with line numbers. */
sealed interface YamlSchema {
    /** Adds every problem: the line, the value, and the allowed values. */
    void check(ScriptProblems problems, String source, YamlNode node);

    /** One key of a mapping. */
    record Member(String name, boolean required, YamlSchema shape, String help) {
        static Member required(String name, YamlSchema shape, String help) {
            return new Member(name, true, shape, help);
        }

        static Member optional(String name, YamlSchema shape, String help) {
            return new Member(name, false, shape, help);
        }
    }

    /**
     * Text or a number, at least one character.
     *
     * @param words the only words that are allowed; empty if others are, too
     * @param meaning what the text names; {@link ScenarioCheck} checks it against the topology
     */
    record Text(List<String> words, ReferenceKind meaning) implements YamlSchema {
        static final Text ANY = Text.of();

        Text(List<String> words) {
            this(words, ReferenceKind.ANY);
        }

        static Text of(String... words) {
            return new Text(List.of(words));
        }

        static Text naming(ReferenceKind meaning) {
            return new Text(List.of(), meaning);
        }

        @Override
        public void check(ScriptProblems problems, String source, YamlNode node) {
            if (node.scalar() == null || node.scalar().toString().isBlank()) {
                problems.add(source, node.line(), "expected text, found " + node.kind());
            } else if (!words.isEmpty() && !words.contains(node.scalar().toString())) {
                String found = node.scalar().toString();
                problems.add(
                        source,
                        node.line(),
                        node.kind() + " is not valid; expected one of " + String.join(", ", words)
                                + NearestName.hint(found, words));
            }
        }
    }

    /** A name that is also the name of a file or folder. */
    record FolderName() implements YamlSchema {
        static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

        @Override
        public void check(ScriptProblems problems, String source, YamlNode node) {
            if (node.scalar() == null || node.scalar().toString().isBlank()) {
                Text.ANY.check(problems, source, node);
            } else if (!FORM.matcher(node.scalar().toString()).matches()) {
                problems.add(
                        source,
                        node.line(),
                        node.kind()
                                + " is not a valid name: the lab uses the name for a folder; write at most 64 letters"
                                + " a-z, digits, '.', '_' and '-', the first of them a letter or a digit");
            }
        }
    }

    /** A whole number. */
    record Whole() implements YamlSchema {
        @Override
        public void check(ScriptProblems problems, String source, YamlNode node) {
            if (!(node.scalar() instanceof Long)) {
                problems.add(source, node.line(), "expected a whole number, found " + node.kind());
            }
        }
    }

    /** {@code true} or {@code false}. */
    record Flag() implements YamlSchema {
        @Override
        public void check(ScriptProblems problems, String source, YamlNode node) {
            if (!(node.scalar() instanceof Boolean)) {
                problems.add(source, node.line(), "expected true or false, found " + node.kind());
            }
        }
    }

    /** Any value. */
    record Anything() implements YamlSchema {
        @Override
        public void check(ScriptProblems problems, String source, YamlNode node) {}
    }

    /** A list. If {@code single} is set, a single text may replace a list with one item. */
    record Many(YamlSchema item, boolean single) implements YamlSchema {
        @Override
        public void check(ScriptProblems problems, String source, YamlNode node) {
            if (node.items() == null && single) {
                item.check(problems, source, node);
            } else if (node.items() == null) {
                problems.add(source, node.line(), "expected a list, found " + node.kind());
            } else {
                node.items().forEach(one -> item.check(problems, source, one));
            }
        }
    }

    /** A mapping with custom keys. All keys have one form, and all values have one form. */
    record Named(YamlSchema key, YamlSchema value) implements YamlSchema {
        Named(YamlSchema value) {
            this(new Anything(), value);
        }

        @Override
        public void check(ScriptProblems problems, String source, YamlNode node) {
            if (node.entries() == null) {
                problems.add(source, node.line(), "expected a mapping, found " + node.kind());
                return;
            }
            node.entries().forEach((name, one) -> {
                key.check(problems, source, YamlNode.scalar(one.line(), name));
                value.check(problems, source, one);
            });
        }
    }

    /** A tenant's own dates of changes of the calendar, by the ids of the changes. */
    record PolicyDates() implements YamlSchema {
        /** The key of topologies and scenarios. */
        static final Member MEMBER = Member.optional(
                TenantDates.KEY,
                new PolicyDates(),
                "with dated policies, the tenant's own first days of changes that do not begin for all tenants at once"
                        + " (default: the first day of the calendar)");

        @Override
        public void check(ScriptProblems problems, String source, YamlNode node) {
            if (node.entries() == null) {
                problems.add(source, node.line(), "expected a mapping of changes to dates, found " + node.kind());
                return;
            }
            node.entries()
                    .forEach((id, day) -> TenantDates.problem(id, String.valueOf(day.scalar()))
                            .ifPresent(problem -> problems.add(source, day.line(), TenantDates.KEY + ": " + problem)));
        }

        /** The dates of a file; empty without the key, or if the check of the file has reported a problem of the dates. */
        static Optional<TenantDates> in(YamlNode root) {
            Map<String, String> written = new TreeMap<>();
            root.members(TenantDates.KEY).forEach((id, day) -> written.put(id, String.valueOf(day.scalar())));
            boolean isValid = written.entrySet().stream()
                    .allMatch(entry -> TenantDates.problem(entry.getKey(), entry.getValue())
                            .isEmpty());
            return written.isEmpty() || !isValid ? Optional.empty() : Optional.of(TenantDates.of(written));
        }
    }

    /** Text, or a mapping. */
    record TextOr(YamlSchema other) implements YamlSchema {
        @Override
        public void check(ScriptProblems problems, String source, YamlNode node) {
            (node.scalar() == null ? other : Text.ANY).check(problems, source, node);
        }
    }

    /** A whole number, or a mapping. */
    record WholeOr(YamlSchema other) implements YamlSchema {
        @Override
        public void check(ScriptProblems problems, String source, YamlNode node) {
            (node.scalar() instanceof Long ? new Whole() : other).check(problems, source, node);
        }
    }

    /** A mapping with known keys. */
    record Fields(String what, List<Member> keys) implements YamlSchema {
        static Fields of(String what, Member... keys) {
            return new Fields(what, List.of(keys));
        }

        @Override
        public void check(ScriptProblems problems, String source, YamlNode node) {
            if (node.entries() == null) {
                problems.add(source, node.line(), what + " must be a mapping of " + names() + ", not " + node.kind());
                return;
            }
            node.entries()
                    .forEach((name, value) -> known(name)
                            .ifPresentOrElse(
                                    key -> key.shape().check(problems, source, value),
                                    () -> problems.add(source, value.line(), unknown(name))));
            for (Member key : keys) {
                if (key.required() && node.get(key.name()) == null) {
                    problems.add(source, node.line(), what + " needs '" + key.name() + "': " + key.help());
                }
            }
        }

        boolean hasKey(String name) {
            return known(name).isPresent();
        }

        private Optional<Member> known(String name) {
            return keys.stream().filter(key -> key.name().equals(name)).findFirst();
        }

        private String unknown(String name) {
            List<String> known = keys.stream().map(Member::name).toList();
            return "unknown key '" + name + "' in " + what + "; known keys: " + names() + NearestName.hint(name, known);
        }

        private String names() {
            return keys.stream().map(Member::name).collect(Collectors.joining(", "));
        }
    }
}
