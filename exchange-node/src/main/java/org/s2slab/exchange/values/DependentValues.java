package org.s2slab.exchange.values;

import static org.s2slab.ews.EwsNames.t;

import java.util.Comparator;
import java.util.List;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.xml.XmlElement;

/** Derives values from a property that was set. The last set property takes precedence ([MS-OXWSTASK] 2.2.4.6). */
public final class DependentValues {
    private static final String STATUS = "Status";
    private static final String PERCENT = "PercentComplete";
    private static final String COMPLETED = "Completed";
    private static final String FILE_AS = "FileAs";

    private DependentValues() {}

    /**
     * The properties or changes of a request in the order in which they apply. For a contact, FileAs comes last, so
     * that a FileAsMapping in the same request does not overwrite it.
     */
    public static List<XmlElement> ordered(ItemKind kind, List<XmlElement> given) {
        return kind != ItemKind.CONTACT
                ? given
                : given.stream()
                        .sorted(Comparator.comparing(one -> one.tree().anyMatch(DependentValues::namesFileAs)))
                        .toList();
    }

    private static boolean namesFileAs(XmlElement element) {
        return element.name().equals(FILE_AS)
                || (PropertyPath.isPath(element)
                        && PropertyPath.read(element).definitions().stream()
                                .anyMatch(property -> property.element().equals(FILE_AS)));
    }

    /** The item with the values that follow from a property that was just set. */
    static ItemContent follow(ItemContent content, XmlElement set) {
        if (content.kind() == ItemKind.TASK) {
            return task(content, set);
        }
        return set.name().equals("FileAsMapping") && !set.text().equals("None") ? content.without(FILE_AS) : content;
    }

    private static ItemContent task(ItemContent content, XmlElement set) {
        return switch (set.name()) {
            case STATUS -> {
                String percent =
                        set.text().equals(COMPLETED) ? "100" : set.text().equals("NotStarted") ? "0" : percent(content);
                yield with(set.text().equals(COMPLETED) ? content : content.without("CompleteDate"), PERCENT, percent);
            }
            case PERCENT -> {
                boolean done = PropertyValueCodec.decimal(set.text()).intValue() == 100;
                yield done
                        ? with(content, STATUS, COMPLETED)
                        : with(content.without("CompleteDate"), STATUS, status(content, set.text()));
            }
            case "CompleteDate" -> with(with(content, STATUS, COMPLETED), PERCENT, "100");
            case "IsComplete" -> {
                String status = XmlElement.isTrueText(set.text()) ? COMPLETED : "NotStarted";
                XmlElement changed = t(STATUS, status);
                ItemContent plain = content.without("IsComplete");
                yield isComplete(plain) == XmlElement.isTrueText(set.text())
                        ? plain
                        : task(plain.with(changed), changed);
            }
            default -> content;
        };
    }

    /** Whether a task is completed. */
    public static boolean isComplete(ItemContent task) {
        return task.propertyText(STATUS, "").equals(COMPLETED);
    }

    /** The status for a percentage. The states WaitingOnOthers and Deferred do not change. */
    private static String status(ItemContent content, String percent) {
        String before = content.propertyText(STATUS, "NotStarted");
        boolean begun = PropertyValueCodec.decimal(percent).signum() > 0;
        return before.equals("WaitingOnOthers") || before.equals("Deferred")
                ? before
                : begun ? "InProgress" : "NotStarted";
    }

    /** The percentage of a task that is not completed: 0 instead of 100, otherwise unchanged. */
    private static String percent(ItemContent content) {
        String before = content.propertyText(PERCENT, "0");
        return PropertyValueCodec.decimal(before).intValue() == 100 ? "0" : before;
    }

    private static ItemContent with(ItemContent content, String property, String text) {
        return content.with(t(property, text));
    }
}
