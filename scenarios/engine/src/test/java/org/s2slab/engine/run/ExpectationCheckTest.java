package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.language.StepKind;

class ExpectationCheckTest {
    private static final StepOutput CONTACTS =
            json(200, "{\"contactStore\":\"exchange\",\"contacts\":[{\"sip\":\"a@x\"},{\"sip\":\"b@x\"}]}");
    private static final StepOutput CMDLET =
            json(200, "{\"output\":[{\"Name\":\"Exchange\",\"Enabled\":true}],\"warnings\":[\"Careful now\"]}");
    private static final StepOutput REFUSAL = json(
            400, "{\"error\":{\"code\":\"PARAMETER_INVALID\",\"message\":\"Identity: 'x' is unknown\",\"rule\":null}}");

    @Test
    void expectsSuccessWhereNothingIsSaid() {
        assertThat(check("{}", CONTACTS)).isEmpty();
        assertThat(check("{}", REFUSAL))
                .containsExactly("expected success, found PARAMETER_INVALID: Identity: 'x' is unknown");
    }

    @Test
    void comparesAPartOfTheBody() {
        assertThat(check("{\"body\":{\"contactStore\":\"exchange\"}}", CONTACTS))
                .isEmpty();
        assertThat(check("{\"body\":{\"contactStore\":\"lync\"}}", CONTACTS))
                .containsExactly("body.contactStore: expected 'lync', found 'exchange'");
    }

    @Test
    void asksForCountsAndForItemsAnywhere() {
        assertThat(check("{\"body\":{\"contacts\":{\"$count\":2,\"$contains\":{\"sip\":\"b@x\"}}}}", CONTACTS))
                .isEmpty();
        assertThat(check("{\"body\":{\"contacts\":{\"$count\":3}}}", CONTACTS))
                .containsExactly("body.contacts (count): expected '3', found '2'");
        assertThat(check("{\"body\":{\"contacts\":{\"$contains\":{\"sip\":\"c@x\"}}}}", CONTACTS))
                .hasSize(1);
        assertThat(check("{\"body\":{\"owner\":{\"$absent\":true}}}", CONTACTS)).isEmpty();
    }

    @Test
    void tellsAPropertyThatIsNotThereFromOneThatIsNull() {
        StepOutput answer = json(200, "{\"owner\":null}");

        assertThat(check("{\"body\":{\"owner\":null}}", answer)).isEmpty();
        assertThat(check("{\"body\":{\"ownr\":null}}", answer))
                .containsExactly("body.ownr: expected null, found no such property; {$absent: true} expects that");
        assertThat(check("{\"body\":{\"ownr\":{\"$absent\":true}}}", answer)).isEmpty();
        assertThat(check("{\"body\":{\"owner\":{\"$absent\":true}}}", answer))
                .containsExactly("body.owner: expected no such property, found null");
    }

    @Test
    void asksForWhatIsNotInAnXmlAnswer() {
        StepOutput answer = new StepOutput(200, MultiMap.caseInsensitiveMultiMap(), "<a><b>x</b><c/></a>", null, null);

        assertThat(check("{\"xml\":{\"a/d\":{\"$absent\":true},\"b\":\"x\",\"c\":\"\"}}", answer))
                .isEmpty();
        assertThat(check("{\"xml\":{\"b\":{\"$absent\":true}}}", answer))
                .containsExactly("b: expected nothing, found [\"x\"]");
        assertThat(check("{\"xml\":{\"c\":{\"$absent\":true}}}", answer)).hasSize(1);
        assertThat(check("{\"xml\":{\"d\":null}}", answer)).hasSize(1);
        assertThat(check("{\"xml\":{\"d\":{\"$count\":0},\"e\":[]}}", answer)).isEmpty();
    }

    @Test
    void findsAnEmptyTextInNothing() {
        StepOutput answer =
                new StepOutput(200, MultiMap.caseInsensitiveMultiMap().add("Server", "x"), "text", null, null);

        assertThat(check("{\"headers\":{\"Server\":\"\"}}", answer)).hasSize(1);
        assertThat(check("{\"headers\":{\"Other\":\"\"}}", answer)).hasSize(1);
        assertThat(check("{\"body\":\"\"}", answer)).hasSize(1);
        assertThat(check("{\"error\":{\"message\":\"\"}}", REFUSAL)).hasSize(1);
    }

    @Test
    void takesTextBetweenSlashesForAPattern() {
        assertThat(check("{\"body\":{\"contactStore\":\"/^ex.*e$/\"}}", CONTACTS))
                .isEmpty();
    }

    @Test
    void comparesTheOutputAndWarningsOfACmdlet() {
        assertThat(check("{\"output\":{\"Name\":\"Exchange\"},\"warnings\":\"Careful\"}", CMDLET))
                .isEmpty();
        assertThat(check("{\"output\":[],\"warnings\":[]}", CMDLET)).hasSize(2);
    }

    @Test
    void findsARefusalByItsCodeOrItsWords() {
        assertThat(check("{\"error\":\"PARAMETER_INVALID\"}", REFUSAL)).isEmpty();
        assertThat(check("{\"error\":\"'x' is unknown\"}", REFUSAL)).isEmpty();
        assertThat(check("{\"error\":{\"code\":\"CONFLICT\"}}", REFUSAL)).hasSize(1);
        assertThat(check("{\"error\":\"PARAMETER_INVALID\"}", CMDLET)).isNotEmpty();
    }

    @Test
    void readsTheErrorWordOfAChallenge() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("WWW-Authenticate", "Bearer client_id=\"x\", error=\"invalid_token\"")
                .add("WWW-Authenticate", "Basic realm=\"x\"");
        StepOutput found = StepMessageCodec.found(new LabHttpClient.Answer(401, headers, Buffer.buffer()));

        assertThat(ExpectationCheck.problems(StepKind.PRESENT, new JsonObject("{\"error\":\"invalid_token\"}"), found))
                .isEmpty();
    }

    @Test
    void expectsAnOutsiderToBeRefused() {
        assertThat(ExpectationCheck.problems(StepKind.PRESENT, new JsonObject(), CONTACTS))
                .hasSize(1);
    }

    @Test
    void findsValuesInXmlWhateverThePrefixes() {
        StepOutput found = xml("<a:List xmlns:a='urn:a'><a:Item Id='1'><a:Name>Bert</a:Name></a:Item>"
                + "<a:Item Id='2'><a:Name>Carla</a:Name></a:Item></a:List>");

        assertThat(check(
                        "{\"xml\":{\"Item/Name\":[\"Bert\",\"Carla\"],\"Name\":\"Bert\",\"Item/@Id\":{\"$count\":2}}}",
                        found))
                .isEmpty();
        assertThat(check("{\"xml\":{\"Item/Name\":\"Dora\"}}", found))
                .containsExactly("Item/Name: expected 'Dora', found 'Bert'");
        assertThat(check("{\"xml\":{\"Group/Name\":\"Dora\"}}", found))
                .containsExactly("Group/Name: expected 'Dora', found nothing");
    }

    @Test
    void saysThatAnAnswerIsNoXml() {
        assertThat(check("{\"xml\":{\"Name\":\"x\"}}", CONTACTS).get(0)).startsWith("xml: the answer is no XML");
    }

    private static List<String> check(String expected, StepOutput found) {
        return ExpectationCheck.problems(StepKind.CALL, new JsonObject(expected), found);
    }

    private static StepOutput json(int status, String body) {
        return StepMessageCodec.found(
                new LabHttpClient.Answer(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body)));
    }

    private static StepOutput xml(String body) {
        return json(200, body);
    }
}
