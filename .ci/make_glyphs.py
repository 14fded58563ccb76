#!/usr/bin/env python3
"""Draws the letters that pictures are labelled with: make_glyphs.py FONT.ttf PIXELS > letters.txt

A picture must look the same on every machine, and a server may have no fonts at all, so the
letters are drawn once, here, and shipped. Each is a line with its code, the distance to the next
letter, its left edge and its top, then a line per row of pixels: 0 is empty ("."), f is full.
"""
import sys

from PIL import Image, ImageDraw, ImageFont

RANGES = [(0x20, 0x7E), (0xA0, 0x17F), (0x391, 0x3A9), (0x3B1, 0x3C9), (0x401, 0x401),
          (0x410, 0x44F), (0x451, 0x451)]
SINGLE = [0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x2192, 0x2264, 0x2265]


def main():
    font = ImageFont.truetype(sys.argv[1], int(sys.argv[2]))
    ascent, descent = font.getmetrics()
    print(f"# letters of {ascent + descent} rows; see letters-license.txt")
    print(f"height {ascent + descent}")
    codes = [c for low, high in RANGES for c in range(low, high + 1) if c not in (0xAD, 0x3A2)]
    for code in codes + SINGLE:
        text = chr(code)
        advance = round(font.getlength(text))
        left, top, right, bottom = font.getbbox(text)
        print(f"{code:04x} {advance} {left} {top}")
        if right > left and bottom > top:
            image = Image.new("L", (right - left, bottom - top))
            ImageDraw.Draw(image).text((-left, -top), text, fill=255, font=font)
            pixels = list(image.getdata())
            width = right - left
            for y in range(bottom - top):
                row = pixels[y * width:(y + 1) * width]
                print("".join("." if v < 9 else f"{min(15, (v + 8) // 17):x}" for v in row))


main()
