package org.s2slab.management;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.s2slab.refusal.Refusal;

/**
 * The common behaviour of the products' cmdlets for named objects: {@code Get-}, {@code Remove-}, finding the object of
 * an Identity, and refusing a missing object or a taken name. {@code New-} and {@code Set-} differ.
 */
public final class ObjectCmdlets<T> {
    private final CmdletNoun kind;
    private final Supplier<List<T>> all;
    private final Function<T, String> name;
    private final BiPredicate<T, String> isMeant;
    private final Function<List<T>, Future<List<CmdletObject>>> view;

    /**
     * @param all the current objects, in the product's order
     * @param name the name of an object, which identifies it without case
     * @param view converts an object to the product's output
     */
    public ObjectCmdlets(
            CmdletNoun kind, Supplier<List<T>> all, Function<T, String> name, Function<T, CmdletObject> view) {
        this(
                kind,
                all,
                name,
                byName(name),
                objects -> Future.succeededFuture(objects.stream().map(view).toList()));
    }

    private ObjectCmdlets(
            CmdletNoun kind,
            Supplier<List<T>> all,
            Function<T, String> name,
            BiPredicate<T, String> isMeant,
            Function<List<T>, Future<List<CmdletObject>>> view) {
        this.kind = kind;
        this.all = all;
        this.name = name;
        this.isMeant = isMeant;
        this.view = view;
    }

    /** Returns these cmdlets for objects that Identity can also identify by another property. */
    public ObjectCmdlets<T> identifiedBy(BiPredicate<T, String> identified) {
        return new ObjectCmdlets<>(kind, all, name, identified, view);
    }

    /** Creates the cmdlets like the constructor, for objects whose output needs further data. */
    public static <T> ObjectCmdlets<T> viewedBy(
            CmdletNoun kind,
            Supplier<List<T>> all,
            Function<T, String> name,
            Function<List<T>, Future<List<CmdletObject>>> view) {
        return new ObjectCmdlets<>(kind, all, name, byName(name), view);
    }

    private static <T> BiPredicate<T, String> byName(Function<T, String> name) {
        return (object, identity) -> name.apply(object).equalsIgnoreCase(identity);
    }

    /** {@code Get-}: the objects that the parameters Identity or Filter select, or all. */
    public Cmdlet get() {
        return get(given -> object -> true);
    }

    /**
     * {@code Get-} with further parameters.
     *
     * @param selects the condition of the objects that these parameters select
     */
    public Cmdlet get(Function<CmdletArguments, Predicate<T>> selects) {
        return cmdlet("Get-", given -> get(given, selects));
    }

    private Cmdlet cmdlet(String verb, Cmdlet.Action action) {
        return kind.table().cmdlet(verb + kind.noun(), action);
    }

    private Future<CmdletOutput> get(CmdletArguments given, Function<CmdletArguments, Predicate<T>> selects) {
        List<T> found = selected(given, selects);
        Optional<String> identity = given.optionalText("Identity");
        if (found.isEmpty() && identity.isPresent() && !isPattern(identity.get())) {
            throw missing(identity.get());
        }
        return view.apply(found).map(CmdletOutput::of);
    }

    /** {@code Get-} without an error if Identity names no object. */
    public Cmdlet getOrNothing(Function<CmdletArguments, Predicate<T>> selects) {
        return cmdlet("Get-", given -> view.apply(selected(given, selects)).map(CmdletOutput::of));
    }

    private List<T> selected(CmdletArguments given, Function<CmdletArguments, Predicate<T>> selects) {
        Optional<String> identity = given.optionalText("Identity");
        Predicate<String> fits = identity.filter(this::isPattern)
                .or(() -> given.optionalText("Filter"))
                .map(ObjectCmdlets::pattern)
                .orElse(any -> identity.isEmpty());
        return all.get().stream()
                .filter(object -> fits.test(name.apply(object))
                        || identity.filter(named -> isMeant.test(object, named)).isPresent())
                .filter(selects.apply(given))
                .toList();
    }

    private boolean isPattern(String identity) {
        return kind.wildcards() && identity.contains("*");
    }

    /**
     * Matches texts by a pattern in which {@code *} stands for any text; without case. It reads a text once, whatever the
     * text is.
     */
    public static Predicate<String> pattern(String pattern) {
        String[] parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
        return text -> fits(parts, text.toLowerCase(Locale.ROOT));
    }

    private static boolean fits(String[] parts, String text) {
        int last = parts.length - 1;
        if (last == 0) {
            return text.equals(parts[0]);
        }
        int end = text.length() - parts[last].length();
        int from = text.startsWith(parts[0]) ? parts[0].length() : -1;
        for (int i = 1; i < last && from >= 0; i++) {
            int found = text.indexOf(parts[i], from);
            from = found < 0 ? -1 : found + parts[i].length();
        }
        return from >= 0 && from <= end && text.endsWith(parts[last]);
    }

    /** {@code Remove-}: removes the object that Identity names. */
    public Cmdlet remove(Function<T, Future<?>> removal) {
        return remove(object -> {}, removal);
    }

    /**
     * {@code Remove-} for objects that may not all be removed.
     *
     * @param check throws a Refusal for an object that may not be removed
     */
    public Cmdlet remove(Consumer<T> check, Function<T, Future<?>> removal) {
        return cmdlet("Remove-", given -> {
            T object = existing(given);
            check.accept(object);
            return given.unlessWhatIf(CmdletOutput.NOTHING, () -> removal.apply(object));
        });
    }

    /** The object that the parameter Identity names; throws the product's Refusal if it does not exist. */
    public T existing(CmdletArguments given) {
        return existing(given.text("Identity"));
    }

    /** The object that an identity names; throws the product's Refusal if it does not exist. */
    public T existing(String identity) {
        return named(identity).orElseThrow(() -> missing(identity));
    }

    private Optional<T> named(String identity) {
        return all.get().stream()
                .filter(object -> isMeant.test(object, identity))
                .findFirst();
    }

    /** Throws the product's Refusal if the name is taken. */
    public void requireFree(String identity) {
        if (named(identity).isPresent()) {
            throw exists(identity);
        }
    }

    /** The current output of the object with this name; empty if it does not exist. */
    public Future<CmdletOutput> shown(String identity) {
        return view.apply(named(identity).stream().toList()).map(CmdletOutput::of);
    }

    /** Makes a change and returns the object after the change; with {@code -WhatIf} no change and no output. */
    public Future<CmdletOutput> shownAfter(CmdletArguments given, Supplier<Future<?>> change, String identity) {
        return given.unlessWhatIf(() -> change.get().compose(done -> shown(identity)));
    }

    /** The product's Refusal if an identity names no object. */
    public Refusal missing(String identity) {
        return Refusal.notFound(kind.missing().apply(identity));
    }

    /** The product's Refusal if a name is taken. */
    public Refusal exists(String identity) {
        return Refusal.conflict(kind.exists().apply(identity));
    }
}
