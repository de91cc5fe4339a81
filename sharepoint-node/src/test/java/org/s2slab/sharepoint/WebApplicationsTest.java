package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestDeployment;

/** A farm with two web applications: site collections with the same path are not the same. */
class WebApplicationsTest {
    private static final String OTHER = "https://" + SharePointLab.OTHER;
    private static final String SITE = "/sites/sales";

    @TempDir
    Path folder;

    private SharePointLab lab;

    @BeforeEach
    void start() {
        lab = new SharePointLab(folder).withSales();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aFarmHasOneWebApplicationUntilAnotherIsCreated() {
        assertThat(lab.cmdlet("Get-SPWebApplication")).hasSize(1);

        create();

        assertThat(lab.cmdlet("Get-SPWebApplication").stream().map(one -> ((JsonObject) one).getString("Url")))
                .containsExactly(SharePointLab.ROOT + "/", OTHER + "/");
        assertThat(lab.cmdlet("Get-SPWebApplication", "Identity", OTHER)
                        .getJsonObject(0)
                        .getString("Name"))
                .isEqualTo("My Sites");
    }

    @Test
    void sitesWithTheSamePathAreSeparate() {
        create();
        lab.cmdlet("New-SPSite", "Url", OTHER + SITE, "OwnerAlias", "contoso\\carla", "Name", "Other sales");

        JsonObject first = web(lab.call(), "anna", 200);
        JsonObject second = web(lab.atOtherHost(), "carla", 200);

        assertThat(first.getString("Url")).isEqualTo(SharePointLab.SALES);
        assertThat(first.getString("Title")).isEqualTo("Sales");
        assertThat(second.getString("Url")).isEqualTo(OTHER + SITE);
        assertThat(second.getString("Title")).isEqualTo("Other sales");
        assertThat(second.getString("ServerRelativeUrl")).isEqualTo(SITE);
        assertThat(second.getString("Id")).isNotEqualTo(first.getString("Id"));
    }

    @Test
    void aRightInOneWebApplicationGivesNoneInTheOther() {
        create();
        lab.cmdlet("New-SPSite", "Url", OTHER + SITE, "OwnerAlias", "contoso\\carla");

        web(lab.atOtherHost(), "anna", 403);
        web(lab.call(), "carla", 403);
    }

    @Test
    void aSubWebIsInTheWebApplicationOfItsParent() {
        create();
        lab.cmdlet("New-SPSite", "Url", OTHER + SITE, "OwnerAlias", "contoso\\carla");
        lab.cmdlet("New-SPWeb", "Url", OTHER + SITE + "/plans", "Name", "Plans");

        assertThat(lab.cmdlet("Get-SPWeb", "Identity", OTHER + SITE + "/plans")
                        .getJsonObject(0)
                        .getString("Url"))
                .isEqualTo(OTHER + SITE + "/plans");
        assertThat(lab.tryCmdlet("Get-SPWeb", "Identity", SharePointLab.SALES + "/plans")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aPartOfABatchStaysInItsWebApplication() {
        create();
        lab.cmdlet("New-SPSite", "Url", OTHER + SITE, "OwnerAlias", "contoso\\carla");
        String body = "--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nGET "
                + SharePointLab.SALES + "/_api/web HTTP/1.1\r\n\r\n--b--\r\n";

        TestCall.Answer answer = lab.atOtherHost()
                .basic("carla@contoso.com", TestDeployment.PASSWORD)
                .header("Content-Type", "multipart/mixed; boundary=b")
                .send(HttpMethod.POST, SITE + "/_api/$batch", body);

        assertThat(answer.body()).doesNotContain("Sales").doesNotContain("HTTP/1.1 200");
    }

    @Test
    void refusesAHostThatIsNoHostOfTheFarmOrIsTaken() {
        assertThat(lab.tryCmdlet("New-SPWebApplication", "Name", "Elsewhere", "Url", "https://elsewhere.contoso.com")
                        .body())
                .contains("Url: 'https://elsewhere.contoso.com' is no address https://HOST with a host of this farm");
        create();
        assertThat(lab.tryCmdlet("New-SPWebApplication", "Name", "Again", "Url", OTHER)
                        .status())
                .isEqualTo(409);
        assertThat(lab.tryCmdlet("New-SPWebApplication", "Name", "Again", "Url", SharePointLab.ROOT)
                        .status())
                .isEqualTo(409);
    }

    private void create() {
        lab.cmdlet("New-SPWebApplication", "Name", "My Sites", "Url", OTHER);
    }

    private static JsonObject web(TestCall call, String person, int status) {
        TestCall.Answer answer = call.basic(person + "@contoso.com", TestDeployment.PASSWORD)
                .header("Accept", "application/json;odata=nometadata")
                .get(SITE + "/_api/web");
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.json();
    }
}
