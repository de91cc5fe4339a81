package org.s2slab.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

class ObjectCmdletsTest {
    private static final CallContext CONTEXT = new CallContext(null, TraceParent.start(IdGenerator.seeded(1)), null);
    private static final CmdletTable TABLE = CmdletTable.of("""
            # cmdlet\tparameter\ttype\tuse\tsets\tvalues\thelp
            Get-Thing\t\treads\t\t\t\tShows things.
            Get-Thing\tIdentity\tSTRING\toptional\t\t\tA name.
            Get-Thing\tFilter\tSTRING\toptional\t\t\tA name with *.
            Remove-Thing\t\tchanges\t\t\t\tRemoves a thing.
            Remove-Thing\tIdentity\tSTRING\trequired\t\t\tIts name.
            """);

    private final List<String> things = new ArrayList<>(List.of("Sales", "sales.east", "Legal (x)"));
    private final ObjectCmdlets<String> wild = objects(true);
    private final ObjectCmdlets<String> plain = objects(false);

    private ObjectCmdlets<String> objects(boolean wildcards) {
        return new ObjectCmdlets<>(
                new CmdletNoun(TABLE, "Thing", wildcards, id -> "no " + id, name -> name + " is there"),
                () -> things,
                thing -> thing,
                thing -> CmdletObject.empty().with("Name", thing));
    }

    @Test
    void getsAllOrThoseThatAPatternMeans() {
        Cmdlet get = wild.get();

        assertThat(get.name()).isEqualTo("Get-Thing");
        assertThat(names(get, new JsonObject())).containsExactlyElementsOf(things);
        assertThat(names(get, identity("SALES*"))).containsExactly("Sales", "sales.east");
        assertThat(names(get, identity("*(x)"))).containsExactly("Legal (x)");
        assertThat(names(get, identity("s.les*"))).isEmpty();
        assertThat(names(get, identity("sales"))).containsExactly("Sales");
    }

    @Test
    void refusesAnIdentityThatNamesNothingInTheWordsOfTheProduct() {
        Cmdlet strict = wild.get();
        Cmdlet lenient = wild.getOrNothing(given -> any -> true);

        assertRefused(() -> run(strict, identity("Other")), RefusalCode.NOT_FOUND, "no Other");
        assertThat(names(lenient, identity("Other"))).isEmpty();
        assertThat(names(strict, identity("Other*"))).isEmpty();
    }

    @Test
    void takesAStarInIdentityForAStarWhereTheProductDoes() {
        Cmdlet get = plain.get();

        assertRefused(() -> run(get, identity("Sales*")), RefusalCode.NOT_FOUND, "no Sales*");
        assertThat(names(get, identity("sales"))).containsExactly("Sales");
        assertThat(names(get, new JsonObject().put("Filter", "sales*"))).containsExactly("Sales", "sales.east");
    }

    @Test
    void getsThoseThatItsOwnParametersSelect() {
        Cmdlet get = wild.get(given -> thing -> thing.length() == 5);

        assertThat(names(get, new JsonObject())).containsExactly("Sales");
        assertRefused(() -> run(get, identity("Legal (x)")), RefusalCode.NOT_FOUND, "no Legal (x)");
    }

    @Test
    void identifiesObjectsByMoreThanTheirNames() {
        Cmdlet get = wild.identifiedBy((thing, identity) -> identity.equals("#" + things.indexOf(thing)))
                .get();

        assertThat(names(get, identity("#1"))).containsExactly("sales.east");
    }

    @Test
    void removesTheOneObjectUnlessItIsAskedWhatItWouldDo() {
        Cmdlet remove = wild.remove(thing -> {
            things.remove(thing);
            return Future.succeededFuture();
        });

        run(remove, identity("sales").put("WhatIf", true));
        assertThat(things).contains("Sales");
        run(remove, identity("sales"));
        assertThat(things).containsExactly("sales.east", "Legal (x)");
        assertRefused(() -> run(remove, identity("sales")), RefusalCode.NOT_FOUND, "no sales");
    }

    @Test
    void checksWhatMayBeRemovedEvenWhereNothingIsChanged() {
        Cmdlet remove = wild.remove(
                thing -> {
                    throw new Refusal(RefusalCode.PARAMETER_INVALID, thing + " stays");
                },
                thing -> Future.failedFuture("removed"));

        assertRefused(
                () -> run(remove, identity("sales").put("WhatIf", true)), RefusalCode.PARAMETER_INVALID, "Sales stays");
    }

    @Test
    void refusesANameThatIsTaken() {
        wild.requireFree("Other");

        assertRefused(() -> wild.requireFree("SALES"), RefusalCode.CONFLICT, "SALES is there");
    }

    private static JsonObject identity(String identity) {
        return new JsonObject().put("Identity", identity);
    }

    private static CmdletOutput run(Cmdlet cmdlet, JsonObject given) {
        return cmdlet.action()
                .run(CmdletArguments.check(cmdlet, given, CONTEXT))
                .await();
    }

    /** A pattern of regular expressions would try all ways to divide the text among the asterisks. */
    @ParameterizedTest
    @CsvSource({
        "a*b*c, aXbXbXC, true",
        "a*b*c, ac, false",
        "*, x, true",
        "ab*ba, aba, false",
        "a, ab, false",
        "**b, ab, true"
    })
    void matchesByPattern(String pattern, String text, boolean fits) {
        assertThat(ObjectCmdlets.pattern(pattern).test(text)).isEqualTo(fits);
    }

    @Test
    void readsALongTextOnce() {
        assertThat(ObjectCmdlets.pattern("*a".repeat(40) + "*b").test("a".repeat(100_000)))
                .isFalse();
    }

    private static List<Object> names(Cmdlet cmdlet, JsonObject given) {
        return run(cmdlet, given).objects().stream()
                .map(object -> object.properties().get("Name"))
                .toList();
    }

    private static void assertRefused(ThrowingCallable call, RefusalCode code, String detail) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.detail()).isEqualTo(detail);
        });
    }
}
