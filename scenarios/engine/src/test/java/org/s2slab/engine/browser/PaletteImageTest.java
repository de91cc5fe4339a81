package org.s2slab.engine.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PaletteImageTest {
    private static final int GREEN = 0xFF14703A;

    /**
     * The image has more shades of grey than the palette has colours. Each shade has more pixels than the green colour.
     */
    @Test
    void keepsAColourThatFewPixelsHave() throws IOException {
        BufferedImage image = new BufferedImage(512, 20, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < image.getWidth(); x++) {
            int shade = x / 2;
            for (int y = 0; y < image.getHeight(); y++) {
                image.setRGB(x, y, shade << 16 | shade << 8 | Math.min(255, shade + x % 2));
            }
        }
        image.setRGB(40, 10, GREEN);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);

        BufferedImage small = ImageIO.read(new ByteArrayInputStream(PaletteImage.of(png.toByteArray())));

        assertThat(small.getRGB(40, 10)).isEqualTo(GREEN);
        assertThat(small.getRGB(511, 0)).isEqualTo(0xFFFFFFFF);
    }
}
