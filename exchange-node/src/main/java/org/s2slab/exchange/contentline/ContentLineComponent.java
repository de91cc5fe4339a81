package org.s2slab.exchange.contentline;

import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.VObjectParameters;
import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataAdapter;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import com.github.mangstadt.vinnie.io.VObjectReader;
import com.github.mangstadt.vinnie.io.VObjectWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;

/** A component of content lines with its nested components, for instance {@code VEVENT} (RFC 5545 section 3.6). */
final class ContentLineComponent {
    /** The maximum nesting depth of components. RFC 5545 needs three levels. */
    private static final int DEEPEST = 8;

    /** The maximum number of lines and components in a text, to limit the cost of hostile input. */
    private static final int MOST = 50_000;

    private final String name;
    private final List<VObjectProperty> lines = new ArrayList<>();
    private final List<ContentLineComponent> components = new ArrayList<>();

    ContentLineComponent(String name) {
        this.name = name;
    }

    /**
     * Reads the first component of a text.
     *
     * @throws EwsError ErrorMimeContentConversionFailed for a text without a component, or a text that is too large
     */
    static ContentLineComponent read(String text) {
        Parser parser = new Parser();
        try (VObjectReader reader = new VObjectReader(new StringReader(text), SyntaxRules.iCalendar())) {
            reader.parse(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (parser.first == null) {
            throw failed("It has no component.");
        }
        return parser.first;
    }

    static void failIf(boolean isWrong, String why) {
        if (isWrong) {
            throw failed(why);
        }
    }

    static EwsError failed(String why) {
        return new EwsError(
                ResponseCode.ErrorMimeContentConversionFailed, "The MIME content is no iCalendar object. " + why);
    }

    private static final class Parser extends VObjectDataAdapter {
        private final Deque<ContentLineComponent> open = new ArrayDeque<>();
        private @Nullable ContentLineComponent first;
        private int count;

        @Override
        public void onComponentBegin(String name, Context context) {
            count();
            ContentLineComponent begun = new ContentLineComponent(name);
            if (open.isEmpty()) {
                first = first == null ? begun : first;
            } else {
                open.getLast().components.add(begun);
            }
            open.addLast(begun);
            failIf(open.size() > DEEPEST, "Its components lie more than " + DEEPEST + " deep in each other.");
        }

        @Override
        public void onComponentEnd(String name, Context context) {
            open.pollLast();
        }

        @Override
        public void onProperty(VObjectProperty property, Context context) {
            count();
            if (!open.isEmpty()) {
                open.getLast().lines.add(property);
            }
        }

        private void count() {
            count++;
            failIf(count > MOST, "It has more than " + MOST + " lines.");
        }
    }

    boolean is(String expected) {
        return name.equalsIgnoreCase(expected);
    }

    List<ContentLineComponent> components(String requested) {
        return components.stream().filter(one -> one.is(requested)).toList();
    }

    List<VObjectProperty> lines(String requested) {
        return lines.stream()
                .filter(line -> line.getName().equalsIgnoreCase(requested))
                .toList();
    }

    Optional<VObjectProperty> line(String requested) {
        return lines(requested).stream().findFirst();
    }

    /** The unescaped value of the first line with a name. */
    Optional<String> text(String requested) {
        return line(requested).map(line -> VObjectPropertyValues.unescape(line.getValue()));
    }

    ContentLineComponent add(ContentLineComponent inner) {
        components.add(inner);
        return this;
    }

    /** Adds a line with a value that needs no escaping, such as a time or a rule. */
    ContentLineComponent raw(String property, String value, String... parameters) {
        VObjectParameters all = new VObjectParameters();
        for (int i = 0; i < parameters.length; i += 2) {
            String[] several =
                    parameters[i].equals("TYPE") ? parameters[i + 1].split(",", -1) : new String[] {parameters[i + 1]};
            for (String one : several) {
                all.put(parameters[i], printable(one));
            }
        }
        lines.add(new VObjectProperty(null, property, all, printable(value)));
        return this;
    }

    /** Adds a line with a text value, which is escaped. */
    ContentLineComponent text(String property, String value, String... parameters) {
        return raw(property, escaped(value), parameters);
    }

    static String escaped(String text) {
        return VObjectPropertyValues.escape(text.replace("\r\n", "\n").replace('\r', '\n'))
                .replace("\n", "\\n");
    }

    /** Replaces control characters by spaces, because content lines cannot contain them (RFC 5545 section 3.1). */
    private static String printable(String value) {
        return value.replaceAll("[\\p{Cntrl}&&[^\t]]", " ");
    }

    /** Writes the component in lines of at most 75 characters. */
    String write() {
        StringWriter text = new StringWriter();
        try (VObjectWriter writer = new VObjectWriter(text, SyntaxStyle.NEW)) {
            writer.setCaretEncodingEnabled(true);
            write(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(VObjectWriter writer) throws IOException {
        writer.writeBeginComponent(name);
        for (VObjectProperty line : lines) {
            writer.writeProperty(line);
        }
        for (ContentLineComponent inner : components) {
            inner.write(writer);
        }
        writer.writeEndComponent(name);
    }
}
