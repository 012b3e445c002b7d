"""Speech: text to spoken hanzi, to pinyin, to sound with marks, to the loudspeaker."""
