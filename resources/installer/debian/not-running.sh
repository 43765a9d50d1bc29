#!/bin/sh
# A running program reads its files while it works: replaced under it, they would fit no longer.
set -e
case "$1" in
    upgrade | remove)
        for exe in /proc/[0-9]*/exe; do
            if [ "$(readlink "$exe" 2>/dev/null)" = /usr/lib/tthc-desk/tthc-desk ]; then
                echo "tthc-desk đang chạy: hãy đóng cửa sổ chương trình rồi làm lại." >&2
                echo "tthc-desk is running: close its window and try again." >&2
                exit 1
            fi
        done
        ;;
esac
exit 0
