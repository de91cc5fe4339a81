package org.s2slab.exchange.rules;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlElement;

/**
 * A condition or action of inbox rules that this server supports: a row of {@code rules.tsv}.
 *
 * @param name the RuleFieldURI; an exception has the name of the condition
 * @param shape the form of the value
 * @param of the property of a message that a condition compares
 */
record InboxRuleField(String name, String shape, String of) {
    private static final Map<String, InboxRuleField> ALL = ResourceTable.rows("/ews/rules.tsv").stream()
            .map(cells -> new InboxRuleField(cells[0], cells[1], cells[2]))
            .collect(Collectors.toUnmodifiableMap(InboxRuleField::name, Function.identity()));

    /** The row of a condition, exception or action; empty if this server does not support it. */
    static Optional<InboxRuleField> of(String part, XmlElement element) {
        return Optional.ofNullable(ALL.get(part.replace("Exception", "Condition") + ":" + element.name()));
    }

    /** Whether an element of a rule is supported and has an effect. */
    static boolean isAsked(String part, XmlElement element) {
        return of(part, element).filter(field -> field.isAsked(element)).isPresent();
    }

    /** Returns a rule or an element of a rule with normalized booleans: {@code 1} becomes {@code true}. */
    static XmlElement canonical(XmlElement element, String part) {
        boolean truth = element.name().equals("IsEnabled")
                || of(part, element)
                        .filter(field -> field.shape.equals("truth"))
                        .isPresent();
        return truth
                ? element.withText(Boolean.toString(XmlElement.isTrueText(element.text())))
                : element.withChildren(element.children().stream()
                        .map(child -> canonical(child, element.name().replaceFirst("s$", "")))
                        .toList());
    }

    /** Whether an element has an effect. A flag with the value false has none. */
    boolean isAsked(XmlElement element) {
        return !shape.equals("truth") || XmlElement.isTrueText(element.text());
    }
}
