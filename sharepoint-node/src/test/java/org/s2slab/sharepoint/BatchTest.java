package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.TestCall;

/** Batches: each part has the rights of its caller and its own response, and nothing else of a part is believed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchTest {
    private static final String SITE = "/sites/sales";
    private static final String API = SharePointLab.ROOT + SITE + "/_api/";
    private static final String ITEMS = API + "web/lists/getbytitle('Announcements')/items";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");

    private SharePointLab lab;

    @BeforeAll
    void start(@TempDir Path folder) {
        lab = new SharePointLab(folder).withSales();
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void eachPartHasAResponseOfItsOwn() {
        TestCall.Answer answer = send(
                "bert",
                batch(
                        get(API + "web?$select=Title"),
                        changes(
                                post(ITEMS, "{\"Title\":\"One\"}"),
                                post(ITEMS, "{\"Colour\":\"x\"}"),
                                post(ITEMS, "{\"Title\":\"Two\"}")),
                        get(API + "web/lists/getbytitle('Nothing')"),
                        get(SITE + "/_api/web/lists/getbytitle('Announcements')/items?$select=Title&$orderby=Id")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).startsWith("multipart/mixed; boundary=\"batchresponse_");
        assertThat(statuses(answer)).containsExactly(200, 201, 400, 201, 404, 200);
        assertThat(answer.body()).contains("\"Title\":\"One\"},", "System.ArgumentException", "ETAG: \"1\"\r\n");
        assertThat(answer.body()).startsWith("--batchresponse_").endsWith("--\r\n");
    }

    @Test
    void aPartHasOnlyTheRightsOfItsCaller() {
        TestCall.Answer answer = send(
                "bert", batch(changes(post(API + "web/lists", "{\"Title\":\"By Bert\"}")), get(API + "web/lists")));

        assertThat(statuses(answer)).containsExactly(403, 200);
        assertThat(answer.body()).contains("System.UnauthorizedAccessException").doesNotContain("By Bert");
        assertThat(lab.as("carla")
                        .header("Content-Type", "multipart/mixed; boundary=b")
                        .send(HttpMethod.POST, SITE + "/_api/$batch", batch(get(API + "web")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aChangeNeedsTheFormDigestOfTheBatch() {
        String body = batch(changes(post(ITEMS, "{\"Title\":\"x\"}")), get(API + "web"));
        TestCall.Answer answer = lab.as("bert")
                .header("Content-Type", "multipart/mixed; boundary=b")
                .send(HttpMethod.POST, SITE + "/_api/$batch", body);

        assertThat(statuses(answer)).containsExactly(403, 200);
        assertThat(answer.body()).contains("The security validation for this page is invalid");
    }

    /** What a part says of its sender does not count: it is the sender of the batch. */
    @Test
    void aPartCannotNameAnotherCaller() {
        String anna = "Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString("anna@contoso.com:Passw0rd!".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String part = "Content-Type: application/http\n\nPOST " + API + "web/lists HTTP/1.1\nAuthorization: " + anna
                + "\n\n{\"Title\":\"Stolen\"}\n";

        assertThat(statuses(send("bert", batch(changes(part))))).containsExactly(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET https://evil.example/_api/web HTTP/1.1\n\n",
                "GET http://sharepoint.contoso.com/_api/web HTTP/1.1\n\n",
                "GET file:///etc/passwd HTTP/1.1\n\n",
                "DELETE /sites/sales/_api/web/lists('x') HTTP/1.1\n\n",
                "GET /sites/sales/_api/web HTTP/1.1\nX: 1\nX: 2\n\n",
                "GET /sites/sales/_api/web HTTP/1.1\nnot a field\n\n",
                "GET /sites/sales/_api/web HTTP/2\n\n",
                "nonsense\n\n"
            })
    void refusesABatchWithAHostilePart(String part) {
        TestCall.Answer answer = send("anna", batch("Content-Type: application/http\n\n" + part));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("InvalidClientQueryException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_api/web",
                "/sites/sales/_api/$batch",
                "/sites/other/_api/web",
                "/meetings",
                "/sites/sales/_api/web/lists('",
                "/sites/sales/_api/web?$select=%zz",
                "/sites/sales/_api/web/%zz",
                "/sites/sales/_api/web/lists?$top=x"
            })
    void refusesAPartThatIsNotOfTheSite(String address) {
        TestCall.Answer answer = send("anna", batch(get(address), get(API + "web")));

        assertThat(statuses(answer).get(0)).isBetween(400, 404);
        assertThat(statuses(answer).get(1)).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoBatchOrTooLarge() {
        String[] many = new String[101];
        java.util.Arrays.fill(many, get(API + "web"));
        String[] operations = new String[1001];
        java.util.Arrays.fill(operations, post(ITEMS, "{}"));

        for (String body : List.of(
                "", "--b\n", "--b\nContent-Type: application/http\n", batch(many), batch(changes(operations)))) {
            assertThat(send("anna", body).status()).isEqualTo(400);
        }
        assertThat(send("anna", batch(many)).body()).contains("At most 100");
        assertThat(lab.writingAs("anna", SITE)
                        .send(HttpMethod.POST, SITE + "/_api/$batch", "{}")
                        .status())
                .isEqualTo(400);
        assertThat(lab.as("anna").get(SITE + "/_api/$batch").status()).isEqualTo(405);
    }

    private TestCall.Answer send(String name, String body) {
        return lab.writingAs(name, SITE)
                .header("Content-Type", "multipart/mixed; boundary=\"b\"")
                .send(HttpMethod.POST, SITE + "/_api/$batch", body);
    }

    private static String batch(String... parts) {
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            body.append("--b\n").append(part);
        }
        return body.append("--b--\n").toString();
    }

    private static String get(String address) {
        return "Content-Type: application/http\nContent-Transfer-Encoding: binary\n\nGET " + address
                + " HTTP/1.1\naccept: application/json\n\n";
    }

    private static String post(String address, String body) {
        return "Content-Type: application/http\n\nPOST " + address
                + " HTTP/1.1\naccept: application/json\ncontent-type: application/json\n\n" + body + "\n\n";
    }

    private static String changes(String... parts) {
        StringBuilder set = new StringBuilder("Content-Type: multipart/mixed; boundary=\"c\"\n\n");
        for (String part : parts) {
            set.append("--c\n").append(part);
        }
        return set.append("--c--\n\n").toString();
    }

    private static List<Integer> statuses(TestCall.Answer answer) {
        List<Integer> statuses = new ArrayList<>();
        Matcher status = STATUS.matcher(answer.body());
        while (status.find()) {
            statuses.add(Integer.parseInt(status.group(1)));
        }
        return statuses;
    }
}
