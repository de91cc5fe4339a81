package org.s2slab.exchange.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser would load from other servers to show an HTML body. */
class ExternalImageFilterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img srcset='cid:near 1x, http://far.example/p 2x'>",
                "<style>p { background: url(http://far.example/p) }</style>",
                "<style>@import 'http://far.example/p';</style>",
                "<video poster='//far.example/p'></video>",
                "<svg><image href='http://far.example/p'/></svg>",
                "<svg><rect fill='url(http://far.example/p)'/></svg>",
                "<p style='background: u\\rl(http://far.example/p)'>x</p>",
                "<p style='background: u\\72 l(http://far.example/p)'>x</p>",
                "<p style='background: image-set(\"http://far.example/p\" 1x)'>x</p>",
                "<img src='ht&#10;tp://far.example/p'>",
                "<img src='\\\\far.example/p'>",
                "<link rel=stylesheet href='http://far.example/p'>",
                "<base href='http://far.example/p'><img src='x.png'>",
                "<iframe srcdoc='&lt;img src=http://far.example/p&gt;'></iframe>"
            })
    void removesWhateverABrowserLoadsFromOtherServers(String body) {
        Document page = Jsoup.parse(body);
        assertThat(ExternalImageFilter.remove(page)).isTrue();
        assertThat(page.outerHtml()).doesNotContain("far.example");
        assertThat(ExternalImageFilter.remove(page)).isFalse();
    }

    @Test
    void keepsWhatIsNotOfOtherServers() {
        Document page = Jsoup.parse(
                "<style>p { background: url(cid:near) } @font-face { font-family: \"\\@x\"; src: url(x.ttf) }</style>"
                        + "<p style='background-image: url(\"data:image/png;base64,AA//\")'><a href='http://far.example/'>x</a>"
                        + "<img src='cid:near' srcset='data:image/png;base64,AA 2x' title='http://far.example/'><img src='near.png'>");
        String before = page.outerHtml();
        assertThat(ExternalImageFilter.remove(page)).isFalse();
        assertThat(page.outerHtml()).isEqualTo(before);
    }
}
