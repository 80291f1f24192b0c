# Reads what is left to do when the process that writes here has ended: `KEY COMMAND` adds a command, `KEY` alone withdraws it.
todo=()
while read -r key command; do
  if [ -n "$command" ]; then todo[key]=$command; else unset "todo[$key]"; fi
done
mapfile -t keys < <(printf '%s\n' "${!todo[@]}" | sort -nr)
for key in "${keys[@]}"; do [ -n "$key" ] && eval "${todo[$key]}"; done
