package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.text.FileSyntaxException;

class ExpectationFormCheckTest {
    private static final String HEAD = "scenario: one\nshows: Something.\ntopology: two\nsteps:\n";

    @Test
    void refusesToExpectAnythingOfAStepThatFindsNothing() {
        for (String step : List.of(
                "forge: {actor: {}}\n    for: lync\n    as: x",
                "clock: {advance: P1D}",
                "stop: lync",
                "start: lync",
                "kill: lync",
                "cut: {}",
                "slow: {}",
                "heal: {}",
                "never: lync calls exchange")) {
            refuses(step + "\n    expect: {status: 200}", "'expect' has no effect: ");
        }
    }

    @Test
    void refusesToExpectWhatAStepOfThisKindNeverFinds() {
        refuses(
                "call: lync GET /\n    expect: {output: []}",
                "one.yaml:7: 'output' is not a result of 'call'; expected one of status, headers, body, xml, error,"
                        + " counters");
        refuses(
                "get-token: a@b\n    resource: x\n    expect: {xml: {a: b}}",
                "'xml' is not a result of 'get-token'; expected one of status, body, error, counters");
        refuses("run: Get-X\n    on: lync\n    expect: {xml: {a: b}}", "'xml' is not a result of 'run'");
        refuses(
                "talk: {from: a@b, to: c@d, say: x}\n    expect: {error: x}",
                "'error' is not a result of 'talk'; expected one of body, counters");
    }

    @Test
    void refusesWhatEveryAnswerFulfils() {
        refusesToExpect("{}", "'expect' is empty");
        refusesToExpect("{headers: {}}", "'headers' is empty and expects nothing");
        refusesToExpect("{headers: {Server: \"\"}}", "expected text, found ''");
        refusesToExpect("{headers: {Server: \"/.*/\"}}", "'/.*/' is found in every text");
        refusesToExpect("{error: \"\"}", "expected text, found ''");
        refusesToExpect("{error: {}}", "'error' is empty and expects nothing");
        refusesToExpect("{error: {message: \"\"}}", "expected text, found ''");
        refusesToExpect("{error: {message: /x*/}}", "'/x*/' is found in every text");
        refusesToExpect("{body: \"\"}", "'body' is empty and expects nothing");
        refusesToExpect("{body: null}", "'body' is empty and expects nothing");
        refusesToExpect("{body: {a: {}}}", "{} expects nothing");
        refusesToExpect("{body: {a: {$contains: []}}}", "$contains names no item");
        refusesToExpect("{xml: {}}", "'xml' is empty and expects nothing");
        refusesToExpect("{counters: {lync: {}}}", "'counters' is empty and expects nothing");
    }

    @Test
    void refusesWhatNoAnswerFulfils() {
        refusesToExpect("{xml: {Group: null}}", "'Group' of an XML response is never null; write {$absent: true}");
        refusesToExpect(
                "{body: {a: {$cuont: 1}}}",
                "unknown question '$cuont'; known: $count, $contains, $absent; did you mean '$count'?");
        refusesToExpect("{body: {a: {$count: few}}}", "$count needs a whole number, not 'few'");
        refusesToExpect("{body: {a: {$absent: false}}}", "$absent must be true, not 'false'");
        refusesToExpect("{body: {a: \"/(/\"}}", "'/(/' is not a regular expression");
    }

    @Test
    void takesWhatCanFail() {
        for (String expect : List.of(
                "{body: {a: \"\"}}",
                "{body: {a: null, b: [], c: /./}}",
                "{xml: {A: {$absent: true}, B: {$count: 0}, C: \"\"}}",
                "{error: /./}",
                "{headers: {a: /./}}",
                "{counters: {lync: {signatures: 0}}}")) {
            ScenarioParser.read("one.yaml", HEAD + "  - do: x\n    call: lync GET /\n    expect: " + expect + "\n");
        }
    }

    @Test
    void refusesListsOfHopsThatNameNone() {
        refuses("stop: lync\n    hops: []", "'hops' names no hop");
        refuses("never: []", "'never' names no hop");
    }

    private static void refusesToExpect(String expect, String problem) {
        refuses("call: lync GET /\n    expect: " + expect, problem);
    }

    private static void refuses(String step, String problem) {
        assertThatThrownBy(() -> ScenarioParser.read("one.yaml", HEAD + "  - do: x\n    " + step + "\n"))
                .as(step)
                .isInstanceOfSatisfying(
                        FileSyntaxException.class,
                        thrown -> assertThat(thrown.problems())
                                .singleElement()
                                .asString()
                                .startsWith("one.yaml:")
                                .contains(problem));
    }
}
