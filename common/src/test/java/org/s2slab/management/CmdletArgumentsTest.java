package org.s2slab.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

class CmdletArgumentsTest {
    private static final CallContext CONTEXT = new CallContext(null, TraceParent.start(IdGenerator.seeded(1)), null);

    private static final CmdletTable TABLE = CmdletTable.of("""
            # cmdlet\tparameter\ttype\tuse\tsets\tvalues\thelp
            Set-Thing\t\tchanges\t\t\t\tSets a thing.
            Set-Thing\tIdentity\tSTRING\trequired\t\t\twhich
            Set-Thing\tEnabled\tBOOLEAN\toptional\t\t\twhether
            Set-Thing\tLevel\tENUM\toptional\t\tFull|Application|User\thow much
            Set-Thing\tMetadataUrl\tURL\toptional\t\t\twhere
            Set-Thing\tApplicationIdentifier\tGUID\toptional\t\t\twho
            Set-Thing\tDomains\tSTRINGS\toptional\t\t\tdomains
            Set-Thing\tDays\tINTEGER\toptional\t\t\thow long
            Set-Thing\tEffectiveDate\tDATE\toptional\t\t\twhen
            Set-Thing\tPassword\tCREDENTIAL\toptional\t\t\tsecret
            New-Partner\t\treads\t\t\t\tMakes a partner.
            New-Partner\tIdentity\tSTRING\trequired\t\t\twhich
            New-Partner\tMetadataUrl\tURL\trequired\tMetadata\t\twhere
            New-Partner\tRealm\tSTRING\trequired\tManual|Server\t\trealm
            New-Partner\tCertificate\tSTRING\trequired\tManual\t\tkey
            New-Partner\tUseServer\tSWITCH\trequired\tServer\t\tserver
            """);
    private static final Cmdlet PLAIN = cmdlet("Set-Thing");
    private static final Cmdlet SETS = cmdlet("New-Partner");

    private static Cmdlet cmdlet(String name) {
        return TABLE.cmdlet(name, given -> Future.succeededFuture(CmdletOutput.NOTHING));
    }

    @Test
    void looksNamesAndEnumWordsUpWithoutCase() {
        CmdletArguments parameters =
                check(PLAIN, new JsonObject().put("identity", "x").put("LEVEL", "fULL"));

        assertThat(parameters.text("IDENTITY")).isEqualTo("x");
        assertThat(parameters.text("level")).isEqualTo("Full");
        assertThat(parameters.has("Enabled")).isFalse();
        assertThat(parameters.flag("Enabled", true)).isTrue();
        assertThat(parameters.number("Days", 7)).isEqualTo(7);
        assertThat(parameters.optionalText("MetadataUrl")).isEmpty();
        assertThat(parameters.whatIf()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"$true,true", "true,true", "TRUE,true", "1,true", "$false,false", "False,false"})
    void takesBooleansAsPowerShellWritesThem(String written, boolean meant) {
        assertThat(check(PLAIN, thing().put("Enabled", written)).flag("Enabled", !meant))
                .isEqualTo(meant);
        assertThat(check(PLAIN, thing().put("Enabled", meant)).flag("Enabled", !meant))
                .isEqualTo(meant);
    }

    @Test
    void readsEachType() {
        CmdletArguments parameters = check(
                PLAIN,
                thing().put("Domains", "contoso.com")
                        .put("Days", 3)
                        .put("EffectiveDate", "2026-03-02T10:00:00+01:00")
                        .put("ApplicationIdentifier", "{00000002-0000-0FF1-CE00-000000000000}")
                        .put("MetadataUrl", "https://exchange.contoso.com/x"));

        assertThat(parameters.texts("Domains")).containsExactly("contoso.com");
        assertThat(parameters.number("Days", 0)).isEqualTo(3);
        assertThat(parameters.date("EffectiveDate")).contains(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(parameters.text("ApplicationIdentifier")).isEqualTo("00000002-0000-0ff1-ce00-000000000000");
        assertThat(parameters.text("MetadataUrl")).isEqualTo("https://exchange.contoso.com/x");
        assertThat(check(PLAIN, thing().put("Domains", new JsonArray().add("a").add("b")))
                        .texts("Domains"))
                .containsExactly("a", "b");
        assertThat(check(PLAIN, thing().put("EffectiveDate", "2026-03-02")).date("EffectiveDate"))
                .contains(Instant.parse("2026-03-02T00:00:00Z"));
    }

    @Test
    void takesNullForAnOptionalTextAsClearingIt() {
        CmdletArguments parameters = check(PLAIN, thing().putNull("MetadataUrl").put("Domains", "$null"));

        assertThat(parameters.has("MetadataUrl")).isTrue();
        assertThat(parameters.optionalText("MetadataUrl")).isEmpty();
        assertThat(parameters.texts("Domains")).isEmpty();
    }

    @Test
    void refusesAnUnknownParameterAndNamesTheKnownOnes() {
        refuses(PLAIN, thing().put("Identiti", "x"))
                .hasMessageStartingWith("A parameter cannot be found that matches parameter name 'Identiti'.")
                .hasMessageContaining("-Identity, -Enabled, -Level")
                .hasMessageContaining("-WhatIf");
    }

    @Test
    void refusesWhatIfWhereNothingChanges() {
        refuses(SETS, new JsonObject().put("Identity", "x").put("WhatIf", true)).hasMessageContaining("'WhatIf'");
    }

    @Test
    void refusesAMissingMandatoryParameter() {
        refuses(PLAIN, new JsonObject())
                .hasMessage("Cannot process command because of one or more missing mandatory parameters: Identity.");
    }

    @Test
    void refusesAParameterGivenTwiceInDifferentCase() {
        refuses(PLAIN, thing().put("identity", "y")).hasMessageContaining("'Identity' is specified more than once");
    }

    @Test
    void refusesAnEmptyMandatoryValue() {
        refuses(PLAIN, new JsonObject().put("Identity", "")).hasMessageContaining("it is an empty string");
        refuses(PLAIN, new JsonObject().putNull("Identity")).hasMessageContaining("it is null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Enabled", "Days", "MetadataUrl", "ApplicationIdentifier", "EffectiveDate", "Level"})
    void refusesAValueOfAnotherTypeNamingParameterAndValue(String name) {
        refuses(PLAIN, thing().put(name, "no way"))
                .hasMessageContaining("'" + name + "'")
                .hasMessageContaining("\"no way\"");
    }

    @Test
    void namesTheWordsAnEnumTakes() {
        refuses(PLAIN, thing().put("Level", "Some"))
                .hasMessageContaining("Unable to match the identifier name \"Some\"")
                .hasMessageContaining("Full, Application, User");
    }

    @Test
    void neverRepeatsACredential() {
        refuses(PLAIN, thing().put("Password", new JsonObject().put("secret", "hunter2")))
                .hasMessageContaining("'Password'")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void resolvesTheParameterSetByWhatWasGiven() {
        CmdletArguments parameters = check(
                SETS, new JsonObject().put("Identity", "x").put("Realm", "r").put("UseServer", true));

        assertThat(parameters.text("Realm")).isEqualTo("r");
    }

    @Test
    void refusesParametersOfDifferentSetsNamingThem() {
        refuses(
                        SETS,
                        new JsonObject()
                                .put("Identity", "x")
                                .put("MetadataUrl", "https://h/")
                                .put("Realm", "r"))
                .hasMessageStartingWith("Parameter set cannot be resolved using the specified named parameters")
                .hasMessageContaining("-MetadataUrl (Metadata)")
                .hasMessageContaining("-Realm (Manual, Server)");
    }

    @Test
    void saysWhatIsMissingWhereSeveralSetsCouldBeMeant() {
        refuses(SETS, new JsonObject().put("Identity", "x").put("Realm", "r"))
                .hasMessageStartingWith("Parameter set cannot be resolved")
                .hasMessageContaining("-Certificate; or -UseServer");
    }

    @Test
    void saysWhatIsMissingWhereOneSetIsMeant() {
        refuses(SETS, new JsonObject().put("Identity", "x").put("UseServer", true))
                .hasMessage("Cannot process command because of one or more missing mandatory parameters: Realm.");
    }

    private static JsonObject thing() {
        return new JsonObject().put("Identity", "x");
    }

    private static CmdletArguments check(Cmdlet cmdlet, JsonObject given) {
        return CmdletArguments.check(cmdlet, given, CONTEXT);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refuses(Cmdlet cmdlet, JsonObject given) {
        return assertThatThrownBy(() -> check(cmdlet, given))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.PARAMETER_INVALID));
    }
}
